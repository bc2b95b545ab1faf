import { describe, expect, it } from '@jest/globals';
import { freeId } from './free-id';

const taken = (...ids: string[]) => new Map(ids.map((id) => [id, true]));

describe('freeId', () => {
  it('is the name, unless that is taken', () => {
    expect(freeId('Van', taken('Bus'))).toBe('Van');
    expect(freeId('Van', taken('Van', 'Van (2)'))).toBe('Van (3)');
  });

  it('stays within 100 characters', () => {
    const name = 'x'.repeat(100);

    expect(freeId(name, taken(name)).length).toBeLessThanOrEqual(100);
  });
});

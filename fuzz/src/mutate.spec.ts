import { seededRandom } from '@fleetman/toolkit';
import { describe, expect, it } from '@jest/globals';
import { makeInput } from './mutate.ts';

const seeds: readonly Buffer[] = [Buffer.from('{"vehicle":"Bus","lat":1}'), Buffer.from('[]')];

function inputs(seed: string, count: number): readonly Buffer[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => makeInput(seeds, random));
}

describe('makeInput', () => {
  it('makes the same inputs of the same seed, and others of another', () => {
    const digest = (seed: string) => inputs(seed, 200).map((input) => input.toString('latin1'));

    expect(digest('7')).toEqual(digest('7'));
    expect(digest('7')).not.toEqual(digest('8'));
  });

  it('takes some seeds as they are, and makes nothing beyond 512 KiB', () => {
    const made = inputs('9', 500);

    expect(made.filter((input) => seeds.includes(input)).length).toBeGreaterThan(10);
    expect(Math.max(...made.map(({ length }) => length))).toBeLessThanOrEqual(512 * 1024);
  });
});

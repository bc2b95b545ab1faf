import { describe, expect, it } from '@jest/globals';
import { lateFixes } from './late-fixes.ts';

const late = {
  name: 'City Truck',
  from: '2026-11-22T10:00:00.000Z',
  until: '2026-11-22T10:05:00.000Z',
};

describe('lateFixes', () => {
  it('takes a stretch of time, and a single fix', () => {
    expect(lateFixes.parse(late)).toEqual(late);
    expect(lateFixes.parse({ ...late, until: late.from })).toEqual({ ...late, until: late.from });
  });

  it.each<[string, object, string]>([
    ['an end before its beginning', { ...late, until: '2026-11-22T09:00:00.000Z' }, 'from'],
    ['a time of another zone', { ...late, from: '2026-11-22T10:00:00.000+0000' }, 'from'],
    ['a time that is a number', { ...late, until: 1_795_341_600_000 }, 'until'],
    ['a name that no vehicle can have', { ...late, name: 'x'.repeat(101) }, 'name'],
  ])('refuses %s and says where', (_, given, field) => {
    expect(lateFixes.safeParse(given).error?.issues).toMatchObject([{ path: [field] }]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { hashOf, seededRandom } from './seeded-random.ts';

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    const [one, same, other] = [seededRandom('1'), seededRandom('1'), seededRandom('2')];
    const numbers = Array.from({ length: 5 }, one);

    expect(Array.from({ length: 5 }, same)).toEqual(numbers);
    expect(Array.from({ length: 5 }, other)).not.toEqual(numbers);
  });

  it('spreads its numbers over all tenths from 0 to below 1', () => {
    const random = seededRandom('tenths');
    const tenths = Array.from({ length: 1_000 }, () => Math.floor(random() * 10));

    expect([...new Set(tenths)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('hashOf', () => {
  it('tells texts apart that differ in their last character', () => {
    expect(hashOf('City Truck 1')).not.toBe(hashOf('City Truck 2'));
  });
});

import { describe, expect, it } from '@jest/globals';
import { AheadVehicles } from './ahead-vehicles.ts';

describe('AheadVehicles', () => {
  it('gives a vehicle once a second until its newest fix counts', () => {
    const ahead = new AheadVehicles();
    ahead.note('A', 2_500, 0);
    ahead.note('B', 0, 0);

    const taken = [0, 500, 1_000, 1_999, 2_000, 3_000, 4_000].map((now) => ahead.take(now));

    expect(taken).toEqual([['A'], [], ['A'], [], ['A'], ['A'], []]);
  });

  it('looks again when the clock was set back', () => {
    const ahead = new AheadVehicles();
    ahead.take(1_000_000);
    ahead.note('A', 10_000, 0);

    expect(ahead.take(0)).toEqual(['A']);
  });
});

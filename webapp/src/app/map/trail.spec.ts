import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { extendTrail, joinTrails, longestTrail, trailMetres, trailPieces } from './trail';

const at = (time: number, lat = -29.9) => ({ time, lat, lng: -71.25 });

describe('a trail', () => {
  it('grows by newer reports only', () => {
    const trail = [at(1), at(2)];

    expect(extendTrail(trail, at(3))).toEqual([at(1), at(2), at(3)]);
    expect(extendTrail(trail, at(2))).toBe(trail);
    expect(extendTrail(trail, at(1))).toBe(trail);
  });

  it('drops its oldest place when it is full', () => {
    const full = Array.from({ length: longestTrail }, (_, index) => at(index));

    const longer = extendTrail(full, at(longestTrail));

    expect(longer).toHaveLength(longestTrail);
    expect(longer[0]).toEqual(at(1));
  });

  it('holds every place once, in order, however history and live reports overlap', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: 50 }))
      .map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(times, times, (past, live) => {
        const joined = joinTrails(
          past.map((time) => at(time)),
          live.map((time) => at(time)),
        );
        const seen = joined.map(({ time }) => time);
        expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
        expect(seen).toEqual(expect.arrayContaining(past));
      }),
    );
  });

  it('has one piece less than places', () => {
    expect(trailPieces([at(0), at(2_000), at(4_000)])).toHaveLength(2);
    expect(trailPieces([at(0)])).toEqual([]);
  });

  it('leaves open what happened during a long silence', () => {
    const trail = [at(0), at(2_000), at(3_600_000, -29.95), at(3_602_000, -29.95)];

    expect(trailPieces(trail)).toHaveLength(2);
    expect(trailMetres(trail)).toBe(0);
  });

  it('is as long as the way between its places', () => {
    expect(trailMetres([at(0, -29.9), at(2_000, -29.901)])).toBeCloseTo(111.2, 1);
  });
});

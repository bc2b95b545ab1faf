import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Fix } from '../fixes/fix.ts';
import { simplifyTrack } from './simplify-track.ts';

const fixAt = (second: number): Fix => ({ time: new Date(second * 1_000), lat: -29.9, lng: -71.2 });

describe('a simplified track', () => {
  it('has a long silence where the vehicle was silent, and nowhere else', () => {
    const waits = fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(3_600)));
    fc.assert(
      fc.property(waits, (all) => {
        let second = 0;
        const fixes = [fixAt(0), ...all.map((wait) => fixAt((second += wait)))];
        const kept = simplifyTrack(fixes, 25);
        kept.slice(1).forEach((row, index) => {
          const before = kept[index] ?? 0;
          const seconds =
            ((fixes[row]?.time.getTime() ?? 0) - (fixes[before]?.time.getTime() ?? 0)) / 1_000;
          if (row - before > 1) expect(seconds).toBeLessThanOrEqual(100);
        });
      }),
    );
  });
});

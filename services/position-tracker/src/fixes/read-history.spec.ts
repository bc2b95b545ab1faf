import { defaultMotionRules } from '@fleetman/motion';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { InMemoryPositionStore } from '../store/memory/in-memory-position-store.ts';
import type { TrackPage, TrackWish } from '../store/position-store.ts';
import { judgeWhole, readWhole } from '../testing/histories.contract.ts';
import type { Fix } from './fix.ts';
import { trackForm } from './histories.ts';

const start = Date.parse('2026-11-22T10:00:00.000Z');
const vehicle = 'City Truck';

/** The memory store with pages so small that every fix is at the edge of one now and then. */
class SmallPages extends InMemoryPositionStore {
  readonly #pageSize: number;

  constructor(pageSize: number) {
    super({ maxPositions: 100_000, retentionMs: 1e12, now: () => new Date(start + 1e9) });
    this.#pageSize = pageSize;
  }

  override track(name: string, wish: TrackWish): AsyncGenerator<TrackPage, void, undefined> {
    return super.track(name, { ...wish, pageSize: this.#pageSize });
  }
}

/** Drives, stands, loses its place, jumps, is coarse for a while and is silent. */
const stretch = fc.record({
  kind: fc.constantFrom('drive', 'stand', 'void', 'coarse', 'jump', 'flip', 'ahead'),
  count: fc.integer({ min: 1, max: 40 }),
  everyMs: fc.constantFrom(1_000, 5_000, 40_000),
  silentMs: fc.constantFrom(0, 0, 0, 700_000),
});
type Stretch = ReturnType<typeof stretch.generate>['value'];

function trackOf(stretches: readonly Stretch[]): Fix[] {
  let [time, north] = [start, 0];
  return stretches.flatMap(({ kind, count, everyMs, silentMs }) => {
    time += silentMs;
    return Array.from({ length: count }, (_, index): Fix => {
      time += everyMs;
      if (kind === 'drive' || kind === 'coarse') north += everyMs * 0.015;
      const isAway = kind === 'jump' ? index === 0 : kind === 'flip' && index % 2 === 0;
      const metres = north + (isAway ? 90_000 : 3 * Math.sin(index * 1.7));
      const place = {
        lat: kind === 'void' ? 0 : -29.9 + metres / 111_195,
        lng: kind === 'void' ? 0 : -71,
      };
      const accuracy = kind === 'coarse' ? 900 : 8;
      return { time: new Date(time), ...place, ...(index % 3 > 0 && { accuracy }) };
    });
  });
}

describe('readHistory', () => {
  it('says of each fix what is said of it in the whole track, whatever pages it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(stretch, { minLength: 1, maxLength: 12 }).map(trackOf),
        fc.tuple(fc.nat(400), fc.nat(400), fc.integer({ min: 1, max: 300 })),
        fc.record({
          pageSize: fc.integer({ min: 1, max: 60 }),
          order: fc.constantFrom(1, -1),
          share: fc.nat(100),
        }),
        async (fixes, [first, last, limit], { pageSize, order, share }) => {
          const store = new SmallPages(pageSize);
          await store.saveAll(fixes.map((fix) => ({ vehicle, ...fix })));
          const nowAt = fixes[Math.floor((fixes.length * share) / 50)]?.time.getTime();
          const options = { now: nowAt ?? start + 1e9, rules: defaultMotionRules };
          const range = { since: fixes[first]?.time, until: fixes[last]?.time, limit };

          const read = await readWhole(store, { vehicle, range, order }, options);

          const whole = judgeWhole(fixes, options)
            .filter(({ fix }) => !(range.since && fix.time < range.since))
            .filter(({ fix }) => !(range.until && fix.time > range.until))
            .slice(-limit);
          const expected = order > 0 ? whole : whole.toReversed();
          expect(read.map(trackForm().write)).toEqual(expected.map(trackForm().write));
        },
      ),
      { numRuns: 100 },
    );
  });
});

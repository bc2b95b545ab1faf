import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { inOrderOfTime, type Fix } from '../../fixes/fix.ts';
import { keptFixes } from '../../fixes/newest-fixes.ts';
import type { VehicleFilter } from '../position-store.ts';
import { heldFixes } from './held-fixes.ts';
import { NewestMemory } from './newest-memory.ts';

const now = () => new Date(1_000_000);

const fix: fc.Arbitrary<Fix> = fc.record(
  {
    time: fc.integer({ min: 0, max: 60 }).map((seconds) => new Date(seconds * 1_000)),
    // Some have no place.
    lat: fc.constantFrom(0, 53.1, 53.2),
    lng: fc.constantFrom(0, -1.5),
    accuracy: fc.constantFrom(5, 900),
    speed: fc.double({ min: 0, max: 50, noNaN: true }),
  },
  { requiredKeys: ['time', 'lat', 'lng'] },
);

const fixes = fc.uniqueArray(fix, {
  minLength: 1,
  maxLength: 50,
  selector: ({ time }) => time.getTime(),
});

/** Fixes of one vehicle, and the same in batches, in another order and some twice. */
const deliveries = fixes.chain((all) =>
  fc.tuple(
    fc.constant(inOrderOfTime(all)),
    fc.array(fc.shuffledSubarray(all), { maxLength: 6 }),
    fc.shuffledSubarray(all, { minLength: all.length }),
  ),
);

/** Two parts of the fixes of one vehicle, which may share some. */
const parts = fixes.chain((all) =>
  fc.tuple(fc.shuffledSubarray(all, { minLength: 1 }), fc.shuffledSubarray(all, { minLength: 1 })),
);

const namesIn = (memory: NewestMemory, filter: VehicleFilter) =>
  memory.latest(filter, 0).map(({ vehicle }) => vehicle);

describe('NewestMemory', () => {
  it('holds what is held of all fixes, in whatever batches and order they came', () => {
    fc.assert(
      fc.property(deliveries, ([all, some, rest]) => {
        const memory = new NewestMemory(now);
        for (const batch of [...some, ...rest.map((one) => [one])]) {
          if (batch.length > 0) memory.add('A', inOrderOfTime(batch));
        }

        expect(memory.heldOf('A')?.fixes).toEqual(heldFixes(all));
        expect(memory.latestOf('A', 0)).toEqual({
          vehicle: 'A',
          newest: all.at(-1),
          fixes: keptFixes(all),
        });
      }),
    );
  });

  it('holds the same of documents as of the fixes in them, and knows what these lack', () => {
    fc.assert(
      fc.property(parts, ([one, other]) => {
        const memory = new NewestMemory(now);
        memory.add('A', inOrderOfTime(one));
        const stored = heldFixes(inOrderOfTime(other));

        const isBehind = memory.read('A', stored, 7);

        const held = heldFixes(inOrderOfTime([...one, ...stored]));
        expect(memory.heldOf('A')).toEqual({ fixes: held, revision: 7 });
        expect(isBehind).toBe(held.some((each) => !stored.includes(each)));
      }),
    );
  });

  it('says of each vehicle when it changed', () => {
    const memory = new NewestMemory(now);
    const at = (ms: number) => [{ time: new Date(ms), lat: 1, lng: 1 }];
    memory.add('A', at(1));
    memory.add('B', at(1));
    const { version } = memory;

    memory.add('A', at(1));
    memory.add('B', at(2));

    expect(namesIn(memory, { changedAfter: version })).toEqual(['B']);
    expect(namesIn(memory, { since: new Date(2) })).toEqual(['B']);
  });

  it('forgets a vehicle whose document was not seen for two rounds, unless it waits to be written', () => {
    const memory = new NewestMemory(now);
    const fixes = [{ time: new Date(1), lat: 1, lng: 1 }];
    for (const vehicle of ['gone', 'seen', 'waits']) memory.read(vehicle, fixes, 1);
    memory.add('new', [{ time: new Date(1), lat: 1, lng: 1 }]);
    const round = () => {
      memory.see('seen');
      memory.nextRound((vehicle) => vehicle === 'waits');
    };

    round();
    expect(memory.size).toBe(4);
    round();
    round();

    expect(namesIn(memory, {}).sort()).toEqual(['new', 'seen', 'waits']);
    memory.add('next', [{ time: new Date(9), lat: 2, lng: 2, speed: 3 }]);
    expect(memory.latestOf('next', 0)?.newest).toEqual({
      time: new Date(9),
      lat: 2,
      lng: 2,
      speed: 3,
    });
    expect(memory.latestOf('seen', 0)?.newest.lat).toBe(1);
  });
});

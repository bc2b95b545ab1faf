import { aPosition } from '@fleetman/contract/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { LimitedFleet } from './limited-fleet.ts';
import { Visibility } from './visibility.ts';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
const move = (name: string, at: number) => aPosition({ name, timestamp: second(at), lat: at });

describe('LimitedFleet', () => {
  let whole: FleetSnapshot;
  beforeEach(() => {
    whole = new FleetSnapshot({ maxVehicles: 100, now: () => new Date() });
  });

  const limit = (...vehicles: string[]) =>
    new LimitedFleet(whole, Visibility.only(vehicles), () => new Date());

  it('begins with the vehicles that are seen, numbered by themselves', () => {
    whole.merge([move('a', 1), move('b', 2), move('c', 3)]);

    const { snapshot } = limit('c', 'unheard of');

    expect(snapshot.all()).toEqual([move('c', 3)]);
    expect(snapshot.table.namesFrom(0)).toEqual(['c']);
  });

  it('says nothing when others change', () => {
    const { snapshot } = limit('a');
    let changes = 0;
    snapshot.onChange(() => (changes += 1));

    whole.merge([move('b', 1)]);
    whole.merge([move('b', 2), move('c', 2)]);
    expect([changes, snapshot.version]).toEqual([0, 0]);

    whole.merge([move('a', 3), move('b', 3)]);
    expect([changes, snapshot.version]).toEqual([1, 1]);
  });

  it('forgets what leaves, and says nothing when others leave', () => {
    whole.merge([move('a', 1), move('b', 1)]);
    const { snapshot } = limit('a');
    let changes = 0;
    snapshot.onChange(() => (changes += 1));

    whole.replace([move('a', 1)], whole.version);
    expect(changes).toBe(0);
    whole.replace([], whole.version);

    expect([changes, snapshot.all()]).toEqual([1, []]);
  });

  it('follows no more once it is closed', () => {
    const fleet = limit('a');
    fleet.close();

    whole.merge([move('a', 1)]);

    expect(fleet.snapshot.size).toBe(0);
  });

  it('is the seen part of the fleet, whatever happens there', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const positions = fc.array(
      fc.tuple(name, fc.nat(50)).map(([name, at]) => move(name, at)),
      { maxLength: 8 },
    );
    const step = fc.record({ kind: fc.constantFrom('merge', 'correct', 'replace'), positions });

    fc.assert(
      fc.property(fc.array(step), fc.uniqueArray(name), (steps, seen) => {
        whole = new FleetSnapshot({ maxVehicles: 100, now: () => new Date() });
        const { snapshot } = limit(...seen);
        for (const { kind, positions } of steps) {
          if (kind === 'merge') whole.merge(positions);
          else if (kind === 'correct') whole.correct(positions, whole.version);
          else whole.replace(positions, whole.version);
          expect(snapshot.all()).toEqual(Visibility.only(seen).select(whole.all()));
        }
      }),
    );
  });
});

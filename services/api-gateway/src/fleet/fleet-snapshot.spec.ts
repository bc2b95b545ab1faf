import { aPosition } from '@fleetman/contract/testing';
import type { VehiclePosition } from '@fleetman/contract';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { FleetSnapshot } from './fleet-snapshot.ts';

const second = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();

function aFleet(options: { maxVehicles?: number; now?: () => Date } = {}): FleetSnapshot {
  return new FleetSnapshot({ maxVehicles: 1_000, now: () => new Date(second(10_000)), ...options });
}

/** Positions of few vehicles at few times, so that they meet; one vehicle and time, one content. */
const anyPositions: fc.Arbitrary<VehiclePosition[]> = fc.array(
  fc
    .record({ name: fc.constantFrom('a', 'b', 'c', 'd'), at: fc.nat(20) })
    .map(({ name, at }) => aPosition({ name, timestamp: second(at), lat: at })),
);

describe('FleetSnapshot', () => {
  it('keeps the later of two positions, whichever comes first', () => {
    const fleet = aFleet();
    const [early, late] = [
      aPosition({ timestamp: second(1) }),
      aPosition({ timestamp: second(2) }),
    ];

    fleet.merge([late]);
    fleet.merge([early]);

    expect(fleet.all()).toEqual([late]);
  });

  it('ends with the same fleet in whatever order and parts positions come', () => {
    const together = fc.tuple(anyPositions, fc.nat(30)).chain(([positions, cut]) =>
      fc.record({
        positions: fc.constant(positions),
        shuffled: fc.shuffledSubarray(positions, { minLength: positions.length }),
        cut: fc.constant(cut),
      }),
    );

    fc.assert(
      fc.property(together, ({ positions, shuffled, cut }) => {
        const [fleet, other] = [aFleet(), aFleet()];
        fleet.merge(positions);
        other.merge(shuffled.slice(cut));
        other.merge(shuffled.slice(0, cut));
        other.merge(shuffled);

        expect(other.all()).toEqual(fleet.all());
      }),
    );
  });

  it('takes a corrected speed of a fix that it knows', () => {
    const fleet = aFleet();

    fleet.merge([aPosition({ speed: null })]);
    fleet.merge([aPosition({ speed: 31 })]);

    expect(fleet.get('City Truck')?.speed).toBe(31);
  });

  it('tells what changed since a version, each vehicle once', () => {
    const fleet = aFleet();
    fleet.merge([aPosition({ name: 'a' }), aPosition({ name: 'b' })]);
    const before = fleet.version;
    const moves = [second(1), second(2)].map((timestamp) => aPosition({ name: 'b', timestamp }));

    for (const move of moves) fleet.merge([move]);

    expect(fleet.changedSince(before)).toEqual([moves[1]]);
    expect(fleet.changedSince(fleet.version)).toEqual([]);
    expect(fleet.changedSince(0)).toHaveLength(2);
  });

  it('still tells what changed after ten thousand changes of one vehicle', () => {
    const fleet = aFleet();
    fleet.merge([aPosition({ name: 'stopped' })]);
    const start = fleet.version;
    for (let at = 0; at < 10_000; at++) {
      fleet.merge([aPosition({ name: 'a', timestamp: second(at) })]);
    }

    expect(fleet.changedSince(0).map(({ name }) => name)).toEqual(['stopped', 'a']);
    expect(fleet.changedSince(start)).toEqual([aPosition({ name: 'a', timestamp: second(9_999) })]);
  });

  it('calls its listener when something changed and only then', () => {
    const fleet = aFleet();
    const listener = jest.fn();
    fleet.onChange(listener);

    fleet.merge([aPosition()]);
    fleet.merge([aPosition()]);
    fleet.merge([]);

    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('forgets a vehicle that the tracker no longer lists', () => {
    const fleet = aFleet();
    fleet.merge([aPosition({ name: 'a' }), aPosition({ name: 'b' })]);

    fleet.replace([aPosition({ name: 'b' })], fleet.version);

    expect(fleet.all().map(({ name }) => name)).toEqual(['b']);
    expect(fleet.changedSince(0)).toHaveLength(1);
  });

  it('keeps a vehicle that appeared while the tracker was being asked', () => {
    const fleet = aFleet();
    const askedAt = fleet.version;
    fleet.merge([aPosition({ name: 'new' })]);

    fleet.replace([], askedAt);

    expect(fleet.get('new')).toBeDefined();
  });

  it.each([
    ['a year from now', second(40_000_000)],
    ['the last year there is', '9999-12-31T23:59:59.999Z'],
    ['more than the tolerance from now', second(10_011)],
  ])('does not believe a feed that speaks of %s', (_, timestamp) => {
    const fleet = aFleet();
    const known = aPosition();
    const [ahead, other] = [aPosition({ timestamp }), aPosition({ name: 'other' })];
    fleet.merge([known]);

    expect(fleet.merge([ahead, other])).toEqual([ahead]);

    expect(fleet.all()).toEqual([known, other]);
  });

  it('counts a feed that says nothing believable as silent', () => {
    const fleet = aFleet();

    fleet.merge([aPosition({ timestamp: '9999-12-31T23:59:59.999Z' })]);

    expect(fleet.heardAt).toBeUndefined();
  });

  it('believes the feed of a vehicle whose clock the tracker knows to be ahead', () => {
    const fleet = aFleet();
    const hour = 3_600;
    fleet.replace([aPosition({ timestamp: second(10_000 + hour) })], 0);
    const [next, beyond] = [10_005 + hour, 10_005 + 2 * hour].map((seconds) =>
      aPosition({ timestamp: second(seconds) }),
    );

    expect(fleet.merge([next, beyond].flatMap((position) => position ?? []))).toEqual([beyond]);

    expect(fleet.all()).toEqual([next]);
  });

  it('goes back to what the tracker says of a vehicle that did not change meanwhile', () => {
    const fleet = aFleet();
    const [truth, lie] = [aPosition(), aPosition({ timestamp: second(10_009), lat: 80 })];
    fleet.merge([truth]);
    fleet.merge([lie]);
    const before = fleet.version;

    fleet.correct([truth], fleet.version);

    expect(fleet.all()).toEqual([truth]);
    expect(fleet.changedSince(before)).toEqual([truth]);
    expect(fleet.table.retractions).toBe(1);
  });

  it('keeps what the feed said after the tracker was asked', () => {
    const fleet = aFleet();
    const [asked, next] = [
      aPosition({ timestamp: second(1) }),
      aPosition({ timestamp: second(2) }),
    ];
    fleet.merge([asked]);
    const askedAt = fleet.version;
    fleet.merge([next]);

    fleet.replace([asked], askedAt);

    expect(fleet.all()).toEqual([next]);
  });

  it('changes nothing when the tracker says what is known', () => {
    const fleet = aFleet();
    fleet.merge([aPosition()]);
    const before = fleet.version;

    fleet.replace([aPosition()], before);

    expect(fleet.version).toBe(before);
  });

  it('sorts by name', () => {
    const fleet = aFleet();

    fleet.merge(['b', 'a', 'C'].map((name) => aPosition({ name })));

    expect(fleet.all().map(({ name }) => name)).toEqual(['C', 'a', 'b']);
  });

  it('holds as many vehicles as it may and goes on updating those', () => {
    const fleet = aFleet({ maxVehicles: 2 });

    fleet.merge(['a', 'b', 'c'].map((name) => aPosition({ name })));
    fleet.merge([aPosition({ name: 'a', timestamp: second(9) })]);

    expect(fleet.size).toBe(2);
    expect(fleet.get('c')).toBeUndefined();
    expect(fleet.get('a')?.timestamp).toBe(second(9));
  });

  it('knows how long ago it last heard anything, news or not', () => {
    let now = new Date(second(0));
    const fleet = aFleet({ now: () => now });
    expect(fleet.ageSeconds).toBeUndefined();

    fleet.merge([]);
    now = new Date(Date.parse(second(0)) + 12_900);

    expect(fleet.ageSeconds).toBe(12);
  });
});

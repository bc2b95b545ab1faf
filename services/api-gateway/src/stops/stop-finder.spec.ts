import type { HistoryQuery } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { eventually } from '@fleetman/messaging/testing';
import { FleetmanError } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { StopFinder } from './stop-finder.ts';
import { VehicleStops } from './vehicle-stops.ts';

const now = () => new Date('2026-11-22T10:00:00.000Z');
const place = { lat: -29.9, lng: -71.25, metres: 0 };
const drive = (timestamp: string) => ({ ...place, timestamp, speed: 20 });
const stand = (timestamp: string) => ({ ...place, timestamp, speed: 0, standing: true });

describe('StopFinder', () => {
  let fleet: FleetSnapshot;
  let stops: VehicleStops;
  let asked: string[];
  let answer: (name: string, query: HistoryQuery) => unknown;
  let finder: StopFinder;

  beforeEach(() => {
    fleet = new FleetSnapshot({ maxVehicles: 10, now });
    stops = new VehicleStops(fleet);
    asked = [];
    const tracker = {
      async track(name: string, query: HistoryQuery) {
        asked.push(`${name} since ${query.since?.toISOString()}`);
        const body = JSON.stringify(answer(name, query));
        return (async function* () {
          yield body.slice(0, 9);
          yield Buffer.from(body.slice(9));
        })();
      },
    };
    finder = new StopFinder({ stops, tracker, now });
  });
  afterEach(() => finder.close());

  const stands = (...names: string[]) =>
    fleet.merge(names.map((name) => aPosition({ name, speed: 0, timestamp: now().toISOString() })));

  it('asks for the last hour, then the day, then the week, until a stand begins in there', async () => {
    const came = { A: '2026-11-22T09:30:00.000Z', B: '2026-11-22T08:30:00.000Z' };
    answer = (name, { since = now() }) => {
      const at = name in came ? came[name as keyof typeof came] : '2026-11-19T10:00:00.000Z';
      return since < new Date(at) ? [drive('2026-11-16T08:00:00.000Z'), stand(at)] : [stand(at)];
    };
    stands('A', 'B', 'C');
    finder.start();

    await eventually(() => {
      expect(stops.all()).toEqual([
        { name: 'A', since: came.A },
        { name: 'B', since: came.B },
        { name: 'C', since: '2026-11-19T10:00:00.000Z' },
      ]);
    });
    expect(asked).toEqual([
      'A since 2026-11-22T09:00:00.000Z',
      'B since 2026-11-22T09:00:00.000Z',
      'B since 2026-11-21T10:00:00.000Z',
      'C since 2026-11-22T09:00:00.000Z',
      'C since 2026-11-21T10:00:00.000Z',
      'C since 2026-11-15T10:00:00.000Z',
    ]);
  });

  it('asks once for a vehicle of which nothing can be found', async () => {
    answer = (name) => {
      if (name === 'A') throw new FleetmanError('vehicle-unknown', 'no vehicle A');
      return name === 'B' ? 'nonsense' : [drive('2026-11-22T09:30:00.000Z')];
    };
    stands('A', 'B', 'C');
    finder.start();

    await eventually(() => {
      expect(stops.unknown).toBeUndefined();
    });
    expect(stops.all()).toEqual([]);
    expect(asked).toHaveLength(3);
  });

  it('keeps a vehicle in mind while the tracker is away, behind all others', async () => {
    answer = () => {
      throw new FleetmanError('tracker-unavailable', 'away');
    };
    stands('A', 'B');
    finder.start();

    await eventually(() => {
      expect(stops.unknown).toBe('B');
    });
    expect(asked).toHaveLength(1);
  });
});

import { setImmediate as breathe } from 'node:timers/promises';
import type { FleetRangeQuery, PastPosition } from '@fleetman/contract';
import type { VehicleFixesAt } from '../fixes/fix.ts';
import type { PastFrames } from './past-frames.ts';
import { motionAt, pointAt } from './place-at.ts';

/** Working out and writing so many takes some milliseconds; then others get their turn. */
const vehiclesAtOnce = 1_000;

/** The answer of `GET /fleet` as text, written without holding up the storing of reports. */
export async function writeFleetAt(at: Date, fleet: readonly VehicleFixesAt[]): Promise<string> {
  const sorted = fleet.toSorted((one, other) => (one.vehicle < other.vehicle ? -1 : 1));
  const vehicles: string[] = [];
  for (const [index, fixes] of sorted.entries()) {
    if (index % vehiclesAtOnce === vehiclesAtOnce - 1) await breathe();
    vehicles.push(JSON.stringify(pastPositionOf(fixes, at.getTime())));
  }
  return `{"at":"${at.toISOString()}","vehicles":[${vehicles.join(',')}]}`;
}

function pastPositionOf(fixes: VehicleFixesAt, time: number): PastPosition {
  const { lat, lng } = pointAt(fixes, time);
  return {
    name: fixes.vehicle,
    lat,
    longitude: lng,
    timestamp: fixes.before.time.toISOString(),
    ...motionAt(fixes),
    age: time - fixes.before.time.getTime(),
  };
}

/** The answer of `GET /fleet/range` as text, piece by piece. */
export async function* writeFleetRange(
  { from, to, step }: FleetRangeQuery,
  frames: PastFrames,
): AsyncGenerator<string> {
  const head = { from: from.toISOString(), to: to.toISOString(), step, names: frames.names };
  yield `${JSON.stringify(head).slice(0, -1)},"frames":[`;
  for (const [frame, time] of frames.times.entries()) {
    if (frame > 0) yield ',';
    yield `{"at":"${new Date(time).toISOString()}","vehicles":[`;
    yield* writePlaces(frames, frame);
    yield ']}';
  }
  yield ']}';
}

async function* writePlaces(frames: PastFrames, frame: number): AsyncGenerator<string> {
  let places: string[] = [];
  let isFirst = true;
  for (let index = 0; index < frames.names.length; index += 1) {
    const place = frames.placeAt(frame, index);
    if (place) places.push(`[${[index, ...place].map((value) => value ?? 'null').join(',')}]`);
    const isLast = index === frames.names.length - 1;
    if (places.length > 0 && (isLast || places.length === vehiclesAtOnce)) {
      yield `${isFirst ? '' : ','}${places.join(',')}`;
      isFirst = false;
      places = [];
      await breathe();
    }
  }
}

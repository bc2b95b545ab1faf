import { setImmediate as breathe } from 'node:timers/promises';
import { countFrames, maxFleetPlaces, type FleetRangeQuery } from '@fleetman/contract';
import type { MotionRules } from '@fleetman/motion';
import { FleetmanError } from '@fleetman/service-kit';
import type { VehicleFixesAt } from '../fixes/fix.ts';
import type { PositionStore } from '../store/position-store.ts';
import { PastFrames } from './past-frames.ts';
import { believedAt } from './believed-at.ts';
import { FixSieve } from './fix-sieve.ts';

/**
 * A fleet that reports much oftener than frames are asked for is read frame by frame: this many fixes
 * cost about as much as one place does then.
 */
const fixesPerPlace = 4;

/** Between so many fixes others get their turn. */
const fixesAtOnce = 2_000;

/**
 * The whole fleet at each time that a query asks for: what was reported between its ends, read once.
 *
 * @throws FleetmanError `query-invalid` where frames and vehicles are too many for one answer.
 */
export async function readFrames(
  store: PositionStore,
  query: FleetRangeQuery,
  rules: MotionRules,
): Promise<PastFrames> {
  const end = await believedAt(store, query.to, rules);
  const times = timesOf(query);
  refuseTooMany(times.length, end.length);
  const frames = new PastFrames(
    end.map(({ vehicle }) => vehicle),
    times,
  );
  const isComplete = await addFixes(store, query, frames, rules);
  if (!isComplete) return readFrameByFrame(store, new PastFrames(frames.names, times), rules);
  for (const fixes of end) frames.finish(fixes);
  return frames;
}

function timesOf(query: FleetRangeQuery): number[] {
  const from = query.from.getTime();
  return Array.from({ length: countFrames(query) }, (_, frame) => from + frame * query.step);
}

function refuseTooMany(frames: number, vehicles: number): void {
  if (frames * vehicles <= maxFleetPlaces) return;
  const most = Math.floor(maxFleetPlaces / vehicles);
  const expected = `expected ${most} or fewer: as many of ${vehicles} vehicles fit in an answer`;
  throw new FleetmanError('query-invalid', `step: ${frames} frames asked for, ${expected}`);
}

/** Whether they were few enough to be read. */
async function addFixes(
  store: PositionStore,
  { from, to }: FleetRangeQuery,
  frames: PastFrames,
  rules: MotionRules,
): Promise<boolean> {
  const sieve = new FixSieve(rules);
  addStart(frames, sieve, await believedAt(store, from, rules));
  const most = Math.max(100_000, fixesPerPlace * frames.times.length * frames.names.length);
  let read = 0;
  let sinceBreath = 0;
  for await (const fixes of store.during({ after: from, until: to })) {
    read += fixes.length;
    sinceBreath += fixes.length;
    if (read > most) return false;
    for (const { vehicle, ...fix } of fixes) {
      const believed = sieve.push(vehicle, fix);
      if (believed) frames.add(vehicle, believed);
    }
    if (sinceBreath > fixesAtOnce) {
      sinceBreath = 0;
      await breathe();
    }
  }
  for (const [vehicle, fix] of sieve.rest()) frames.add(vehicle, fix);
  return true;
}

function addStart(frames: PastFrames, sieve: FixSieve, start: readonly VehicleFixesAt[]): void {
  for (const { vehicle, before } of start) {
    sieve.start(vehicle, before);
    frames.add(vehicle, before);
  }
}

async function readFrameByFrame(
  store: PositionStore,
  frames: PastFrames,
  rules: MotionRules,
): Promise<PastFrames> {
  for (const [frame, time] of frames.times.entries()) {
    for (const fixes of await believedAt(store, new Date(time), rules)) frames.put(frame, fixes);
    await breathe();
  }
  return frames;
}

import type { PositionReport } from '@fleetman/contract';
import { planDrive, positionAt, type DrivePlan } from './drive-plan.ts';
import {
  firstReportAfter,
  reportTime,
  scheduleFor,
  type ReportSchedule,
} from './report-schedule.ts';
import { seededRandom } from './seeded-random.ts';
import type { Track } from './track.ts';

/** One vehicle: a place in the timetable of its track, and a driver. */
export interface Vehicle {
  readonly name: string;
  readonly plan: DrivePlan;
  /** How fast this driver is, as a share of the plan's speeds: below 1 slower. */
  readonly pace: number;
  /** How far into its turn the vehicle was at the start of 1970. */
  readonly phaseSeconds: number;
  readonly schedule: ReportSchedule;
}

/** What makes a fleet: the same settings and tracks give the same fleet. */
export interface FleetSettings {
  readonly tracks: readonly Track[];
  /** Default: one a track. */
  readonly vehicles: number | undefined;
  readonly seed: number;
  readonly intervalMs: number;
}

/**
 * The vehicles of a fleet: the first on each track bears its name, further ones drive the same tracks
 * elsewhere as `City Truck 2`, `City Truck 3`. They share the plans, so that a vehicle is a few numbers.
 */
export function assembleFleet(settings: FleetSettings): readonly Vehicle[] {
  const { tracks, vehicles: count = tracks.length, seed } = settings;
  const driven = tracks.slice(0, count);
  const plans = driven.map((track) => planDrive(track, seededRandom(`plan ${seed} ${track.name}`)));
  const names = new Set(tracks.map((track) => track.name));
  return Array.from({ length: count }, (_, i) => {
    const [track, plan] = [driven[i % driven.length], plans[i % driven.length]];
    if (!track || !plan) throw new Error('a fleet needs at least one track');
    const lap = Math.floor(i / driven.length) + 1;
    const name = lap === 1 ? track.name : freeName(track.name, lap, names);
    names.add(name);
    return { name, plan, ...driverOf(name, plan, settings) };
  });
}

/** A track may be called `city_truck_2`: its vehicle keeps the name. */
function freeName(base: string, lap: number, taken: ReadonlySet<string>): string {
  let number = lap;
  while (taken.has(`${base} ${number}`)) number++;
  return `${base} ${number}`;
}

function driverOf(name: string, plan: DrivePlan, { seed, intervalMs }: FleetSettings) {
  const random = seededRandom(`driver ${seed} ${name}`);
  return {
    pace: 0.85 + random() * 0.15,
    phaseSeconds: random() * plan.seconds,
    schedule: scheduleFor(name, seed, intervalMs),
  };
}

/** Decimal degrees to 0.1 m: finer than any receiver, coarse enough to be short on the wire. */
const precision = 1e6;

/** What a vehicle reports at a moment: a pure function of the time, whatever happened before. */
export function reportAt(vehicle: Vehicle, timeMs: number): PositionReport {
  const { name, plan, pace, phaseSeconds } = vehicle;
  const { lat, lng } = positionAt(plan, (timeMs / 1_000) * pace + phaseSeconds);
  return {
    vehicle: name,
    lat: Math.round(lat * precision) / precision,
    lng: Math.round(lng * precision) / precision,
    time: new Date(timeMs),
  };
}

/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  readonly afterMs: number;
  readonly untilMs: number;
  /** Only every so many reports of a vehicle, so that a long stretch stays small. Default 1: all. */
  readonly every?: number;
}

/**
 * All reports that are due in a stretch of time, those at its end included and those at its start not:
 * stretches that follow one another miss nothing and repeat nothing.
 */
export function reportsIn(
  fleet: readonly Vehicle[],
  { afterMs, untilMs, every = 1 }: Stretch,
): PositionReport[] {
  const reports: PositionReport[] = [];
  for (const vehicle of fleet) {
    const first = firstReportAfter(vehicle.schedule, afterMs);
    // Each vehicle keeps other numbers, or the whole fleet would report at the same few moments.
    const skipped = (every - ((first + vehicle.schedule.seed) % every)) % every;
    for (let index = first + skipped; ; index += every) {
      const timeMs = reportTime(vehicle.schedule, index);
      if (timeMs > untilMs) break;
      reports.push(reportAt(vehicle, timeMs));
    }
  }
  return reports;
}

import type { PositionReport } from '@fleetman/contract';
import { seededRandom } from '@fleetman/toolkit';
import { planDrive, positionAt, type DrivePlan } from '../drive/drive-plan.ts';
import {
  firstReportAfter,
  reportTime,
  scheduleFor,
  type ReportSchedule,
} from './report-schedule.ts';
import { roundedPlace } from '../drive/geometry.ts';
import { disturb, disturbanceFor, type Disturbance } from '../noise/disturbance.ts';
import type { Noise } from '../noise/noise.ts';
import { deliveredIn, type Span } from '../noise/outages.ts';
import { freeName, type Track } from '../drive/track.ts';

/** One vehicle: a place in the timetable of its track, and a driver. */
export interface Vehicle {
  readonly name: string;
  readonly plan: DrivePlan;
  /** How fast this driver is, as a share of the plan's speeds: below 1 slower. */
  readonly pace: number;
  /** How far into its turn the vehicle was at the start of 1970. */
  readonly phaseSeconds: number;
  readonly schedule: ReportSchedule;
  /** What its receiver and its network do to the reports; nothing by default. */
  readonly disturbance?: Disturbance | undefined;
}

/** What makes a fleet: the same settings and tracks give the same fleet. */
export interface FleetSettings {
  readonly tracks: readonly Track[];
  /** Default: one a track. */
  readonly vehicles: number | undefined;
  readonly seed: number;
  readonly intervalMs: number;
  /** Default: every report is true and in time. */
  readonly noise?: Noise | undefined;
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

function driverOf(name: string, plan: DrivePlan, { seed, intervalMs, noise }: FleetSettings) {
  const random = seededRandom(`driver ${seed} ${name}`);
  return {
    pace: 0.85 + random() * 0.15,
    phaseSeconds: random() * plan.seconds,
    schedule: scheduleFor(name, seed, intervalMs),
    disturbance: disturbanceFor(name, seed, noise),
  };
}

/** The true report of a vehicle at a moment: a pure function of the time, whatever happened before. */
export function reportAt(vehicle: Vehicle, timeMs: number): PositionReport {
  const { name, plan, pace, phaseSeconds } = vehicle;
  const place = positionAt(plan, (timeMs / 1_000) * pace + phaseSeconds);
  return { vehicle: name, ...roundedPlace(place), time: new Date(timeMs) };
}

/** A stretch of time, in milliseconds since 1970. */
export interface Stretch extends Span {
  /** Only every so many reports of a vehicle, so that a long stretch stays small. Default 1: all. */
  readonly every?: number;
}

/**
 * All reports that are delivered in a stretch of time, those at its end included and those at its start not:
 * stretches that follow one another miss nothing and repeat nothing. Without noise a report is delivered when
 * it is due.
 */
export function reportsIn(
  fleet: readonly Vehicle[],
  { every = 1, ...span }: Stretch,
): PositionReport[] {
  const reports: PositionReport[] = [];
  for (const vehicle of fleet) {
    for (const part of deliveredIn(span, vehicle.disturbance)) {
      addReports(reports, vehicle, { ...part, every });
    }
  }
  return reports;
}

function addReports(
  reports: PositionReport[],
  vehicle: Vehicle,
  { afterMs, untilMs, every }: Required<Stretch>,
): void {
  const { schedule, disturbance } = vehicle;
  const first = firstReportAfter(schedule, afterMs);
  // Each vehicle keeps other numbers, or the whole fleet would report at the same few moments.
  const skipped = (every - ((first + schedule.seed) % every)) % every;
  for (let index = first + skipped; ; index += every) {
    const timeMs = reportTime(schedule, index);
    if (timeMs > untilMs) break;
    const report = reportAt(vehicle, timeMs);
    reports.push(disturbance ? disturb(report, index, disturbance) : report);
  }
}

import { hashOf, nthHash } from '@fleetman/toolkit';

/**
 * When a vehicle reports: once in each interval, at a moment of its own that moves by a quarter of the
 * interval to either side. With an interval of 2 s two reports are 1 to 3 s apart, and a fleet's
 * reports are spread evenly. The moments depend on nothing but seed and vehicle: a restarted simulator
 * reports at the very same times, and what it repeats is no new report to the tracker.
 */
export interface ReportSchedule {
  readonly intervalMs: number;
  /** From 0 to below the interval. */
  readonly offsetMs: number;
  readonly seed: number;
}

/** The schedule of the vehicle with this name. */
export function scheduleFor(vehicle: string, seed: number, intervalMs: number): ReportSchedule {
  const hash = hashOf(`schedule ${seed} ${vehicle}`);
  return { intervalMs, offsetMs: (hash / 2 ** 32) * intervalMs, seed: hash };
}

/** When report number `index` is due, in whole milliseconds since 1970; rises with the number. */
export function reportTime({ intervalMs, offsetMs, seed }: ReportSchedule, index: number): number {
  const shift = nthHash(seed, index) / 2 ** 32 - 0.5;
  return Math.floor(index * intervalMs + offsetMs + (shift * intervalMs) / 2);
}

/** The number of the first report that is due after a moment. */
export function firstReportAfter(schedule: ReportSchedule, timeMs: number): number {
  let index = Math.floor((timeMs - schedule.offsetMs) / schedule.intervalMs);
  while (reportTime(schedule, index) <= timeMs) index++;
  return index;
}

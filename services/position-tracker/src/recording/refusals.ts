import type { PositionReport, Refusal } from '@fleetman/contract';

/** A report's time lies further ahead of our clock than a device's may. */
export function timeAhead(report: PositionReport, latest: Date): Refusal {
  const detail = `time: ${report.time.toISOString()} given, expected ${latest.toISOString()} or earlier`;
  return { report, cause: 'time-ahead', detail };
}

/** A report is older than what is kept: stored, it would be removed at once. */
export function tooOld(report: PositionReport, oldest: Date): Refusal {
  const detail = `time: ${report.time.toISOString()} given, expected ${oldest.toISOString()} or later: what is older is not kept`;
  return { report, cause: 'too-old', detail };
}

/** There is no room for one more vehicle. */
export function vehiclesFull(report: PositionReport): Refusal {
  const detail = `vehicle: ${JSON.stringify(report.vehicle)} given, expected one of the vehicles that are followed already: there is no room for more`;
  return { report, cause: 'vehicles-full', detail };
}

import type { PositionReport } from '@fleetman/contract';

/** Of fewer reports a half would take hardly less time than all. */
const leastHalved = 500;

/**
 * The reports in two halves that may be inserted at the same time, if they are many: those of one vehicle are in
 * one half, in their order, so that of two with one time the first still stands.
 */
export function inHalves(
  reports: readonly PositionReport[],
): readonly (readonly PositionReport[])[] {
  if (reports.length < leastHalved) return [reports];
  const [one, other]: readonly [PositionReport[], PositionReport[]] = [[], []];
  const halfOf = new Map<string, PositionReport[]>();
  for (const report of reports) {
    const half = halfOf.get(report.vehicle) ?? (one.length <= other.length ? one : other);
    halfOf.set(report.vehicle, half);
    half.push(report);
  }
  return [one, other].filter((half) => half.length > 0);
}

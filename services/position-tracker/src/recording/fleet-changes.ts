import type { LateFixes, LiveAnnouncement, VehiclePosition } from '@fleetman/contract';
import type { JudgeOptions } from '@fleetman/motion';
import type { VehicleFixes } from '../fixes/fix.ts';
import { positionOf } from '../fixes/positions.ts';
import type { ReportSpan } from './report-spans.ts';

/**
 * What stored reports have changed for those who look on. A position is worked out from the newest fixes
 * of its vehicle: it may have changed if a report is not older than these. All reports older than the
 * position are late.
 *
 * @param vehicles as the store has them after the reports.
 */
export function changesOf(
  spans: ReadonlyMap<string, ReportSpan>,
  vehicles: readonly VehicleFixes[],
  options: JudgeOptions,
): LiveAnnouncement {
  const positions: VehiclePosition[] = [];
  const late: LateFixes[] = [];
  for (const fixes of vehicles) {
    const span = spans.get(fixes.vehicle);
    const position = span && positionOf(fixes, options);
    if (!position) continue;
    if (isAmong(fixes, span)) positions.push(position);
    const stretch = lateOf(position, span);
    if (stretch) late.push(stretch);
  }
  return { positions, late };
}

function isAmong({ fixes: [oldest] }: VehicleFixes, { until }: ReportSpan): boolean {
  return oldest !== undefined && until >= oldest.time.getTime();
}

function lateOf({ name, timestamp }: VehiclePosition, span: ReportSpan): LateFixes | undefined {
  const newest = Date.parse(timestamp);
  if (span.from >= newest) return undefined;
  const [last = newest] = [span.until, span.before].filter((time) => time < newest);
  return { name, from: toText(span.from), until: toText(last) };
}

function toText(ms: number): string {
  return new Date(ms).toISOString();
}

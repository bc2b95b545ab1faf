import {
  historyPosition,
  instant,
  vehicleDetails,
  vehiclePosition,
  type HistoryPosition,
  type HistoryQuery,
  type VehicleDetails,
  type VehiclePosition,
} from '@fleetman/contract';
import * as z from 'zod';

/** As ours goes out: `Z` and milliseconds. The Java tracker writes `+0000` for the zone. */
const timestamp = z.iso
  .datetime({ precision: 3 })
  .or(instant.transform((time) => time.toISOString()));

const fix = {
  name: z.string(),
  lat: z.number(),
  longitude: z.number(),
  timestamp,
  speed: z.number().nonnegative().nullable(),
};

/** What the Java tracker says otherwise, which knows no heading. */
const otherwise = { ...fix, heading: z.number().nullable().default(null) };

/** The answer of `GET /vehicles/{name}`, of our tracker or the Java tracker. */
export const vehicleAnswer: z.ZodType<VehicleDetails> = vehicleDetails.extend(otherwise);

/** The answer of `GET /vehicles/`. */
export const vehiclesAnswer: z.ZodType<VehiclePosition[]> = z.array(
  vehiclePosition.extend(otherwise),
);

/** The answer of `GET /history/{name}`, newest first. */
export const historyAnswer: z.ZodType<HistoryPosition[]> = z.array(historyPosition.extend(fix));

/** Whether a fix is at or after a time; both are written as `toISOString` does, so texts compare. */
export function isSince(since: Date | undefined) {
  const earliest = since?.toISOString() ?? '';
  return ({ timestamp }: { readonly timestamp: string }): boolean => timestamp >= earliest;
}

/** Applies a query to fixes, newest first: the Java tracker answers all it has. */
export function selectFixes(
  fixes: readonly HistoryPosition[],
  { since, until, limit }: HistoryQuery,
): readonly HistoryPosition[] {
  const latest = until?.toISOString();
  return fixes
    .filter(isSince(since))
    .filter((fix) => latest === undefined || fix.timestamp <= latest)
    .slice(0, limit);
}

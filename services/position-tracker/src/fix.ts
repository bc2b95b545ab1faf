import type { PositionReport } from '@fleetman/contract';

/** Where a vehicle was at one time; which vehicle, the surroundings say. */
export type Fix = Omit<PositionReport, 'vehicle'>;

/** What is known of where a vehicle is now: enough for its position, speed and heading. */
export interface VehicleFixes {
  readonly vehicle: string;
  readonly newest: Fix;
  /** The newest but one; absent while the vehicle has one fix only. */
  readonly previous?: Fix | undefined;
}

/** What is known of where a vehicle was at a past time. */
export interface VehicleFixesAt {
  readonly vehicle: string;
  /** The last fix at that time or before. */
  readonly before: Fix;
  /** The first fix after that time, where it is near enough to `before` to say how it got there. */
  readonly next?: Fix | undefined;
  /** The fix before `before`: only where `before` is the vehicle's newest of all. */
  readonly previous?: Fix | undefined;
}

/** The fix that a report states. */
export function fixOf({ time, lat, lng, speed, heading, accuracy }: PositionReport): Fix {
  return { time, lat, lng, speed, heading, accuracy };
}

/** The fixes of each vehicle, oldest first, one a time: of several with one time the first stands. */
export function fixesByVehicle(reports: readonly PositionReport[]): Map<string, readonly Fix[]> {
  const reportsOf = Map.groupBy(reports, (report) => report.vehicle);
  return new Map([...reportsOf].map(([vehicle, own]) => [vehicle, inOrderOfTime(own.map(fixOf))]));
}

function inOrderOfTime(fixes: readonly Fix[]): readonly Fix[] {
  // The sort is stable, so that of two fixes with one time the first given comes first.
  return fixes
    .toSorted((one, other) => one.time.getTime() - other.time.getTime())
    .filter((fix, index, all) => fix.time.getTime() !== all[index - 1]?.time.getTime());
}

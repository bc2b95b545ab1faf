import { optionalFieldNames, withFields, type PositionReport } from '@fleetman/contract';

/** Where a vehicle was at one time; which vehicle, the surroundings say. */
export type Fix = Omit<PositionReport, 'vehicle'>;

/** What is known of where a vehicle is now: enough for its position, speed and heading. */
export interface VehicleFixes {
  readonly vehicle: string;
  /** Its newest fix, whatever it says: when the vehicle was last heard. */
  readonly newest: Fix;
  /** Those fixes, oldest first, that `keptFixes` keeps of all. */
  readonly fixes: readonly Fix[];
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
export function fixOf(report: PositionReport): Fix {
  const { time, lat, lng } = report;
  return withFields({ time, lat, lng }, optionalFieldNames, (name) => report[name]);
}

/** The fixes of each vehicle, oldest first, one a time: of several with one time the first stands. */
export function fixesByVehicle(reports: readonly PositionReport[]): Map<string, readonly Fix[]> {
  return new Map(
    Array.from(reportsByVehicle(reports), ([vehicle, own]) => [vehicle, own.map(fixOf)]),
  );
}

/** The same as the reports that they came as. */
export function reportsByVehicle(
  reports: readonly PositionReport[],
): ReadonlyMap<string, readonly PositionReport[]> {
  const reportsOf = Map.groupBy(reports, (report) => report.vehicle);
  for (const [vehicle, own] of reportsOf) {
    // Most have one in a batch, or several in the order of time.
    if (!isInOrder(own)) reportsOf.set(vehicle, [...inOrderOfTime(own)]);
  }
  return reportsOf;
}

function isInOrder(fixes: readonly Fix[]): boolean {
  let before = -Infinity;
  for (const { time } of fixes) {
    const ms = time.getTime();
    if (ms <= before) return false;
    before = ms;
  }
  return true;
}

/** Some fixes, oldest first, one a time: of several with one time the first given stays. */
export function inOrderOfTime<F extends Fix>(fixes: readonly F[]): readonly F[] {
  // The sort is stable, so that of two fixes with one time the first given comes first.
  return fixes
    .toSorted((one, other) => one.time.getTime() - other.time.getTime())
    .filter((fix, index, all) => fix.time.getTime() !== all[index - 1]?.time.getTime());
}

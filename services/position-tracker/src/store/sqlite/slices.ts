import type { SqlValue } from '@fleetman/service-kit';

/** Vehicles that one query looks at: some milliseconds, after which other questions have their turn. */
const vehiclesAtOnce = 500;

/** Vehicles, some hundred at a time. */
export function* slicesOf(
  names: readonly string[],
  size = vehiclesAtOnce,
): Generator<string[], void, undefined> {
  for (let start = 0; start < names.length; start += size) {
    yield names.slice(start, start + size);
  }
}

/** The vehicles in {@link asList}, in their order, for a query that says what of their fixes is asked. */
export const fromVehicles =
  'FROM json_each(?1) AS one CROSS JOIN vehicles ON vehicles.name = one.value';

/** The same with their fixes. */
export const fromFixesOfVehicles = `${fromVehicles} CROSS JOIN fixes ON fixes.vehicle = vehicles.id`;

/** Names as one parameter, which SQL reads by `json_each`. */
export function asList(names: readonly string[]): SqlValue {
  return JSON.stringify(names);
}

import { FleetmanError } from '@fleetman/service-kit';

/** @throws FleetmanError `not-found` if there is nothing. */
export function found<T>(value: T | undefined, problem: string): T {
  if (value === undefined) throw new FleetmanError('not-found', problem);
  return value;
}

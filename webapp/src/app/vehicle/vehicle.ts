import type { VehiclePosition } from '@fleetman/contract';

/** A vehicle as the page knows it. Times are milliseconds since 1970, by the tracker's clock. */
export interface Vehicle {
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
  /** When the vehicle was there. */
  readonly time: number;
  /** `null` for a first fix. */
  readonly speedMph: number | null;
  /** Degrees clockwise from north; `null` while unknown. */
  readonly heading: number | null;
}

/**
 * Reads a position as the gateway sends it; `undefined` where it is none, so that one bad entry
 * cannot spoil the rest.
 */
export function toVehicle(position: VehiclePosition): Vehicle | undefined {
  const { name, lat, longitude: lng, timestamp, speed, heading } = position;
  const time = Date.parse(timestamp);
  if (!name || !Number.isFinite(lat + lng + time)) return undefined;
  // An older gateway, or the Java one, sends no heading.
  return { name, lat, lng, time, speedMph: finiteOrNull(speed), heading: finiteOrNull(heading) };
}

function finiteOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

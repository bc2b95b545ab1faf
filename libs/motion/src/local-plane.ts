import type { Place } from './motion-fix.ts';

/** A point of a plane that touches the globe, in metres east and north of where it touches. */
export interface PlanePoint {
  readonly east: number;
  readonly north: number;
}

/** Metres of a degree of latitude on a sphere with the earth's mean radius (IUGG). */
export const metresPerDegree = 111_194.93;

const radians = Math.PI / 180;

/** The difference of two longitudes the short way round, -180 to below 180 degrees. */
export function longitudeBetween(from: number, to: number): number {
  return ((((to - from + 180) % 360) + 360) % 360) - 180;
}

/** A longitude as degrees from -180 to below 180; those outside are taken modulo 360. */
export function wrapLongitude(degrees: number): number {
  return degrees >= -180 && degrees <= 180 ? degrees : longitudeBetween(0, degrees);
}

/** Where a place near `origin` is on the plane that touches the globe there; good for some 10 km. */
export function toPlane(origin: Place, { lat, lng }: Place): PlanePoint {
  return {
    east: longitudeBetween(origin.lng, lng) * metresPerDegree * Math.cos(origin.lat * radians),
    north: (lat - origin.lat) * metresPerDegree,
  };
}

/** The place at a point of that plane. */
export function fromPlane(origin: Place, { east, north }: PlanePoint): Place {
  const shrink = Math.max(Math.cos(origin.lat * radians), 1e-9);
  const lng = wrapLongitude(origin.lng + east / (metresPerDegree * shrink));
  return { lat: Math.min(90, Math.max(-90, origin.lat + north / metresPerDegree)), lng };
}

/** The mean radius of the earth. */
const earthKm = 6_371;

/** A box in degrees, west, south, east and north, within ±180 and ±90. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const toRadians = (degrees: number) => (degrees * Math.PI) / 180;
const toDegrees = (radians: number) => (radians * 180) / Math.PI;

/** A place on the unit sphere: x, y and z. */
export function unitVector(lng: number, lat: number): readonly [number, number, number] {
  const [lambda, phi] = [toRadians(lng), toRadians(lat)];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/**
 * The square of the straight line through the unit sphere between two places that are so far apart. It
 * grows with their distance, and costs no trigonometry to compare.
 */
export function squaredChord(km: number): number {
  return (2 * Math.sin(km / earthKm / 2)) ** 2;
}

/** The distance over the ground that has this {@link squaredChord}. */
export function kmOfSquaredChord(squared: number): number {
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(squared) / 2));
}

/** Boxes that hold all within `km` of a place, also over the antimeridian and the poles. */
export function boxesAround(lng: number, lat: number, km: number): readonly Box[] {
  const reach = km / earthKm;
  const [south, north] = [lat - toDegrees(reach), lat + toDegrees(reach)];
  if (south <= -90 || north >= 90) return [[-180, south, 180, north]];
  const wide = toDegrees(Math.asin(Math.min(1, Math.sin(reach) / Math.cos(toRadians(lat)))));
  const [west, east] = [lng - wide, lng + wide];
  if (west < -180)
    return [
      [-180, south, east, north],
      [west + 360, south, 180, north],
    ];
  if (east > 180)
    return [
      [west, south, 180, north],
      [-180, south, east - 360, north],
    ];
  return [[west, south, east, north]];
}

/** The direction in which one leaves the first place for the second by the shortest way, clockwise from north. */
export function bearing(fromLng: number, fromLat: number, lng: number, lat: number): number {
  const [phi1, phi2, delta] = [toRadians(fromLat), toRadians(lat), toRadians(lng - fromLng)];
  const y = Math.sin(delta) * Math.cos(phi2);
  const x = Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(delta);
  return (toDegrees(Math.atan2(y, x)) + 360) % 360;
}

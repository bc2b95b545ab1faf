import geographiclib from 'geographiclib-geodesic';
import type { Fix } from './fix.ts';

const { Geodesic } = geographiclib;

/** International mile (1,609.344 m) and hour: 3,600 / 1,609.344. */
const mphPerMetreASecond = 2.236_936_292_054_402;

/** Below this a change of place is the receiver's noise, and its direction says nothing. */
const leastMoveMetres = 1;

/**
 * The speed at `fix` in mph, to a hundredth, never negative: the device's own where it measured one,
 * else the geodesic distance (WGS84) from the fix before over the time between. `null` without a fix
 * before.
 */
export function speedMph(fix: Fix, previous: Fix | undefined): number | null {
  if (fix.speed !== undefined) return round(fix.speed * mphPerMetreASecond, 100);
  const seconds = secondsBetween(previous, fix);
  if (!previous || seconds <= 0) return null;
  return round((geodesic(previous, fix).metres / seconds) * mphPerMetreASecond, 100);
}

/**
 * Where the vehicle heads at `fix`, in degrees clockwise from north (0 to below 360), to a tenth: the
 * device's own where it measured one, else the direction of the way from the fix before. `null` where
 * the vehicle did not move by a metre, or the fix before is unknown.
 */
export function headingDegrees(fix: Fix, previous: Fix | undefined): number | null {
  if (fix.heading !== undefined) return compass(fix.heading);
  if (!previous) return null;
  const { metres, azimuth } = geodesic(previous, fix);
  return metres < leastMoveMetres ? null : compass(azimuth);
}

function secondsBetween(earlier: Fix | undefined, later: Fix): number {
  return earlier ? (later.time.getTime() - earlier.time.getTime()) / 1_000 : 0;
}

/** The shortest way on the ellipsoid (Karney 2013) and its direction where it ends. */
function geodesic(from: Fix, to: Fix): { metres: number; azimuth: number } {
  const way = Geodesic.WGS84.Inverse(
    from.lat,
    from.lng,
    to.lat,
    to.lng,
    Geodesic.DISTANCE | Geodesic.AZIMUTH,
  );
  // The types leave both optional; asked for by the mask, they are always there.
  return { metres: way.s12 ?? 0, azimuth: way.azi2 ?? 0 };
}

/** -180…180 or 0…360 to 0…<360; once more after rounding, as 359.96 is 0. */
function compass(degrees: number): number {
  return round((degrees + 360) % 360, 10) % 360;
}

function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

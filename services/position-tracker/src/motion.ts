import geographiclib from 'geographiclib-geodesic';
import type { Fix } from './fix.ts';

const { Geodesic } = geographiclib;

/** International mile (1,609.344 m) and hour: 3,600 / 1,609.344. */
const mphPerMetreASecond = 2.236_936_292_054_402;

/** Below this a change of place is the receiver's noise, and its direction says nothing. */
const leastMoveMetres = 1;

/** How a vehicle moves. */
export interface Motion {
  /** Miles an hour, to a hundredth, never negative; `null` while unknown. */
  readonly speed: number | null;
  /** Degrees clockwise from north, 0 to below 360, to a tenth; `null` while unknown. */
  readonly heading: number | null;
}

/**
 * How a vehicle moves at `fix`: as the device measured it; where it did not, along the geodesic (WGS84)
 * from the fix before, in the time between. The speed is unknown without a fix before; so is the
 * heading, and where the vehicle did not move by a metre.
 */
export function motionOf(fix: Fix, previous: Fix | undefined): Motion {
  const way = previous && wayBetween(previous, fix);
  return {
    speed: speedOf(fix.speed ?? way?.metresASecond),
    heading: headingOf(fix.heading ?? way?.azimuth),
  };
}

function speedOf(metresASecond: number | undefined): number | null {
  return metresASecond === undefined ? null : round(metresASecond * mphPerMetreASecond, 100);
}

/** -180…180 or 0…360 to 0…<360; once more after rounding, as 359.96 is 0. */
function headingOf(degrees: number | undefined): number | null {
  return degrees === undefined ? null : round((degrees + 360) % 360, 10) % 360;
}

interface Way {
  readonly metresASecond: number;
  /** Where the way ends; absent where it is too short to have a direction. */
  readonly azimuth?: number | undefined;
}

/** The shortest way on the ellipsoid (Karney 2013); none where no time lies between. */
function wayBetween(from: Fix, to: Fix): Way | undefined {
  const seconds = (to.time.getTime() - from.time.getTime()) / 1_000;
  if (seconds <= 0) return undefined;
  const mask = Geodesic.DISTANCE | Geodesic.AZIMUTH;
  // Asked for by the mask, distance and azimuth are always there; the types leave both optional.
  const way = Geodesic.WGS84.Inverse(from.lat, from.lng, to.lat, to.lng, mask);
  const metres = way.s12 ?? 0;
  return {
    metresASecond: metres / seconds,
    azimuth: metres < leastMoveMetres ? undefined : way.azi2,
  };
}

function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

/** The figures that decide which fixes are doubtful; the tracker's settings change them. */
export interface MotionRules {
  /** A fix that is less accurate, in metres, is doubtful while better ones are near in time. */
  readonly maxInaccuracy: number;
  /** The fastest that a vehicle of this fleet drives, in metres a second. No higher speed is told. */
  readonly maxSpeed: number;
}

/**
 * 200 m: satellite fixes are better than 100 m even between high houses, places worked out from cells
 * of the mobile network are 300 m to several kilometres off. 300 km/h: faster than any road vehicle
 * and most trains.
 */
export const defaultMotionRules: MotionRules = { maxInaccuracy: 200, maxSpeed: 300 / 3.6 };

/**
 * A coarse fix within this time of a better one adds nothing, in milliseconds. Ten minutes are a
 * tunnel, a car park or a ferry's hold, in which a device falls back to the mobile network.
 */
export const coarseReachMs = 600_000;

/** A clock may differ from ours by so much without being ahead, in milliseconds (NTP over mobile). */
export const aheadToleranceMs = 10_000;

/** Up to this time without a fix the way between two of them is known, in milliseconds. */
export const gapMs = 300_000;

/** Standing vehicles are told from moving ones by so many fixes. */
export const windowSize = 8;

/** And only by those of the last minutes, in milliseconds; the two newest count in any case. */
export const windowMs = 180_000;

/** Places within this radius are one place, in metres: three times the error of a good receiver. */
export const standingRadius = 15;

/** Places within this radius, in metres, are one place if they show no direction (a poor receiver). */
export const scatterRadius = 50;

/**
 * How many fixes before and after a stretch of a track must be known to judge all in it for good: as many
 * as are looked at, and as many again that may be void or coarse.
 */
export const neighboursBefore = 3 * windowSize;
export const neighboursAfter = 16;

/** How many of a vehicle's newest fixes its present position is worked out from. */
export const newestFixes = 10;

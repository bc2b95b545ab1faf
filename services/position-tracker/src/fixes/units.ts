/** International mile (1,609.344 m) and hour: 3,600 / 1,609.344. */
const mphPerMetreASecond = 2.236_936_292_054_402;

/** A speed that REST states, in metres a second. */
export function metresASecond(mph: number): number {
  return mph / mphPerMetreASecond;
}

/** Metres a second as REST states a speed: miles an hour to a hundredth; `null` while unknown. */
export function toMph(speed: number | null): number | null {
  return speed === null ? null : rounded(speed * mphPerMetreASecond, 100);
}

/** Degrees as REST states a heading: to a tenth, 0 to below 360; `null` while unknown. */
export function toHeading(degrees: number | null): number | null {
  // Once more after rounding, as 359.96 is 0.
  return degrees === null ? null : rounded(degrees, 10) % 360;
}

/** Degrees to a centimetre. */
export function toDegrees(degrees: number): number {
  return rounded(degrees, 1e7);
}

/** A number rounded to so many parts of one. */
export function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

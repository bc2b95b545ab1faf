/** Degrees are coded in steps of 1e-7, which is 11 mm at most. */
const stepsPerDegree = 1e7;
/** Speeds are coded in hundredths of a mile per hour. */
const stepsPerMph = 100;
/** Headings are coded in tenths of a degree. */
const stepsPerHeadingDegree = 10;
const wholeTurn = 360 * stepsPerHeadingDegree;

/** The code of a speed or heading that is unknown. */
export const unknownCode = 0xffff;
/** The greatest speed that can be coded, in mph; what is faster is told as this. */
export const maxCodedSpeed = (unknownCode - 1) / stepsPerMph;
/** The greatest code of a latitude and of a longitude. */
export const maxLatitudeCode = 90 * stepsPerDegree;
export const maxLongitudeCode = 180 * stepsPerDegree;
/** The greatest code of a heading. */
export const maxHeadingCode = wholeTurn - 1;

/** Codes a latitude in degrees; what is beyond a pole becomes the pole. */
export function codeLatitude(degrees: number): number {
  return clamp(Math.round(degrees * stepsPerDegree), -maxLatitudeCode, maxLatitudeCode);
}

/** Codes a longitude in degrees; what is beyond 180 comes round from the other side. */
export function codeLongitude(degrees: number): number {
  const isInside = degrees >= -180 && degrees <= 180;
  const inside = isInside ? degrees : degrees - 360 * Math.round(degrees / 360);
  return clamp(Math.round(inside * stepsPerDegree), -maxLongitudeCode, maxLongitudeCode);
}

/** Codes a speed in mph. */
export function codeSpeed(mph: number | null): number {
  return mph === null ? unknownCode : clamp(Math.round(mph * stepsPerMph), 0, unknownCode - 1);
}

/** Codes a heading in degrees clockwise from north. */
export function codeHeading(degrees: number | null): number {
  if (degrees === null) return unknownCode;
  const steps = Math.round(degrees * stepsPerHeadingDegree) % wholeTurn;
  return steps < 0 ? steps + wholeTurn : steps;
}

/** The degrees of a coded latitude or longitude. */
export function degreesOf(code: number): number {
  return code / stepsPerDegree;
}

/** The miles per hour of a coded speed; NaN for an unknown one, which typed arrays can hold. */
export function speedOf(code: number): number {
  return code === unknownCode ? NaN : code / stepsPerMph;
}

/** The degrees of a coded heading, 0 to 359.9; NaN for an unknown one. */
export function headingOf(code: number): number {
  return code === unknownCode ? NaN : code / stepsPerHeadingDegree;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

import { readNumber } from '@fleetman/contract';

/** A knot is a nautical mile of 1,852 m an hour. */
const metresPerSecondInKnot = 1_852 / 3_600;

const metresPerSecondInKmh = 1 / 3.6;

/** Knots as metres a second; undefined if it is no number or below zero, the usual word for "unknown". */
export function fromKnots(given: unknown): number | undefined {
  return scaled(given, metresPerSecondInKnot);
}

/** Kilometres an hour as metres a second, with the same words for "unknown". */
export function fromKmh(given: unknown): number | undefined {
  return scaled(given, metresPerSecondInKmh);
}

/** A share from 0 to 1 as percent, with the same words for "unknown". */
export function fromShare(given: unknown): number | undefined {
  return scaled(given, 100);
}

/** Three decimals: a millimetre a second, so that a factor leaves no tail of digits. */
function scaled(given: unknown, factor: number): number | undefined {
  const value = readNumber(given);
  if (value === undefined || value < 0) return undefined;
  return Math.round(value * factor * 1_000) / 1_000;
}

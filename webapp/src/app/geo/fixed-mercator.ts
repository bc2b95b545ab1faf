/** How many units the world is wide: whole numbers of 32 bits, a centimetre each at the equator. */
export const worldUnits = 2 ** 32;
const metresPerUnit = 40_075_017 / worldUnits;

/** How many units a way at the equator is. */
export function unitsOf(metres: number): number {
  return metres / metresPerUnit;
}

/**
 * One coordinate in Web Mercator as a whole number of 32 bits. Differences of such numbers are exact
 * and wrap around the world, on the graphics card too, where a float would be metres off.
 */
export function toFixed32(coordinate: number): number {
  return Math.floor(coordinate * worldUnits) | 0;
}

export function fromFixed32(fixed: number): number {
  return (fixed >>> 0) / worldUnits;
}

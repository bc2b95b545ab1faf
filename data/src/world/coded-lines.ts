import type { LngLat } from '../read-streets.ts';

/**
 * A line as whole numbers: the first point, then for each further one the step from the one before,
 * longitude first. Half as long as written out, and a third gzipped.
 */
export type CodedLine = readonly number[];

/** Writes the line in units of 1/`scale` degrees, without points that fall on the one before. */
export function codeLine(line: readonly LngLat[], scale: number): CodedLine {
  const coded: number[] = [];
  let [x, y] = [0, 0];
  for (const [lng, lat] of line) {
    const [dx, dy] = [Math.round(lng * scale) - x, Math.round(lat * scale) - y];
    if (coded.length > 0 && dx === 0 && dy === 0) continue;
    coded.push(dx, dy);
    [x, y] = [x + dx, y + dy];
  }
  return coded;
}

import type { Fix } from '../fixes/fix.ts';

/** Metres of a degree of latitude on a sphere as large as the earth (IUGG mean radius). */
const metresPerDegree = 111_194.93;

/**
 * Halves of halves: a track that splits off one fix at a time is cut in the middle from this depth on,
 * so that the time grows like n log n whatever the track looks like.
 */
const deepestSplit = 40;

/**
 * Fixes that are kept lie no further apart in time than this, where there are others between them: who
 * draws the track can tell a vehicle that was silent from one that stood or drove steadily.
 */
const longestApartMs = 100_000;

/** A track in columns: degrees, the longitude without a jump at 180; times in milliseconds. */
interface Columns {
  readonly times: Float64Array;
  readonly lats: Float64Array;
  readonly lngs: Float64Array;
}

/**
 * The indexes of the fixes that a track needs so that it is at no time further than `tolerance` metres
 * from the recorded one: each fix left out is compared with the point at which a vehicle would be at
 * its time that drives straight and steadily between its kept neighbours. That is the top-down
 * time-ratio algorithm (TD-TR) of Meratnia and de By, "Spatiotemporal Compression Techniques for Moving
 * Point Objects", EDBT 2004: stops and speeds stay, which the well-known algorithm of Douglas and
 * Peucker loses. The first and the last fix are always kept, and one every 100 s at least.
 *
 * @param fixes in the order of time, oldest or newest first.
 */
export function simplifyTrack(fixes: readonly Fix[], tolerance: number): number[] {
  const columns = toColumns(fixes);
  const isKept = new Uint8Array(fixes.length);
  if (fixes.length > 0) isKept[0] = isKept[fixes.length - 1] = 1;
  const open: [first: number, last: number, depth: number][] = [[0, fixes.length - 1, 0]];
  for (let part = open.pop(); part; part = open.pop()) {
    const [first, last, depth] = part;
    const furthest = furthestBetween(columns, first, last);
    const isFine = furthest.metres <= tolerance;
    const apart = Math.abs((columns.times[last] ?? 0) - (columns.times[first] ?? 0));
    if (isFine && (apart <= longestApartMs || last - first < 2)) continue;
    const split = !isFine && depth < deepestSplit ? furthest.index : (first + last) >>> 1;
    isKept[split] = 1;
    open.push([first, split, depth + 1], [split, last, depth + 1]);
  }
  return Array.from(fixes.keys()).filter((index) => isKept[index] === 1);
}

function toColumns(fixes: readonly Fix[]): Columns {
  const times = new Float64Array(fixes.length);
  const lats = new Float64Array(fixes.length);
  const lngs = new Float64Array(fixes.length);
  let turns = 0;
  let before = fixes[0]?.lng ?? 0;
  fixes.forEach(({ time, lat, lng }, index) => {
    if (Math.abs(lng - before) > 180) turns -= Math.sign(lng - before) * 360;
    before = lng;
    times[index] = time.getTime();
    lats[index] = lat;
    lngs[index] = lng + turns;
  });
  return { times, lats, lngs };
}

/** Which fix between two others is furthest from its place on their straight way; -1 for none. */
function furthestBetween(
  { times, lats, lngs }: Columns,
  first: number,
  last: number,
): { index: number; metres: number } {
  const [time = 0, lat = 0, lng = 0] = [times[first], lats[first], lngs[first]];
  const duration = (times[last] ?? 0) - time;
  const latRate = ((lats[last] ?? 0) - lat) / duration;
  const lngRate = ((lngs[last] ?? 0) - lng) / duration;
  let index = -1;
  let most = -1;
  for (let row = first + 1; row < last; row += 1) {
    const passed = (times[row] ?? 0) - time;
    const ownLat = lats[row] ?? 0;
    const north = lat + latRate * passed - ownLat;
    const east = (lng + lngRate * passed - (lngs[row] ?? 0)) * Math.cos((ownLat * Math.PI) / 180);
    const square = north * north + east * east;
    if (square > most) {
      most = square;
      index = row;
    }
  }
  return { index, metres: Math.sqrt(Math.max(most, 0)) * metresPerDegree };
}

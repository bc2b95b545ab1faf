import { stoppedMph } from '../speed-classes';
import type { TrackPoint } from '../track/track-point';

/** A speed at a time; nothing is known of it on a way that was not driven for certain. */
export type TimedSpeed = Pick<TrackPoint, 'time' | 'speedMph' | 'way'>;

/** What a graph shows, and how large it is, in pixels. */
export interface GraphFrame {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly height: number;
  /** The speed at the upper edge. */
  readonly topMph: number;
}

/** A point of the graph; `isFirst` after a gap. */
interface Dot {
  readonly x: number;
  readonly y: number;
  readonly isFirst: boolean;
}

/** The index of the first entry at or after the time; `points` are ordered by time. */
function indexAt(points: readonly TimedSpeed[], time: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The speed at a time, between two reports in proportion; `null` where nothing is known. */
export function speedAt(points: readonly TimedSpeed[], time: number): number | null {
  const index = indexAt(points, time);
  const [before, after] = [points[index - 1], points[index]];
  if (after?.time === time) return after.speedMph;
  return before && after ? speedBetween(before, after, time) : null;
}

/** The speed at a time between two neighbours. */
function speedBetween(before: TimedSpeed, after: TimedSpeed, time: number): number | null {
  if (before.speedMph === null || after.speedMph === null || after.way !== 'driven') return null;
  const share = (time - before.time) / (after.time - before.time);
  return before.speedMph + (after.speedMph - before.speedMph) * share;
}

/** The fastest speed within a time; 0 where there is none. */
export function fastestIn(points: readonly TimedSpeed[], from: number, to: number): number {
  let fastest = 0;
  for (let index = indexAt(points, from); index < points.length; index++) {
    const point = points[index];
    if (!point || point.time > to) break;
    fastest = Math.max(fastest, point.speedMph ?? 0);
  }
  return fastest;
}

/**
 * The average speed of the time in which a vehicle moved, between reports in proportion; `null` where it
 * did not move, or nothing is known.
 */
export function averageIn(points: readonly TimedSpeed[], from: number, to: number): number | null {
  let [distance, moving] = [0, 0];
  const end = Math.min(points.length, indexAt(points, to) + 1);
  for (let index = Math.max(1, indexAt(points, from)); index < end; index++) {
    const [before, after] = [points[index - 1], points[index]];
    if (!before || !after) continue;
    const start = Math.max(before.time, from);
    const passed = Math.min(after.time, to) - start;
    // The mean of a straight line is that at its middle.
    const mph = speedBetween(before, after, start + passed / 2);
    if (passed <= 0 || mph === null || mph < stoppedMph) continue;
    distance += mph * passed;
    moving += passed;
  }
  return moving > 0 ? distance / moving : null;
}

/**
 * The line of a graph, the area under it and the points that stand alone between gaps, as SVG paths;
 * empty where there are none. Of more
 * points than there are pixels each column keeps its lowest and highest, so that no peak is lost.
 */
export function drawSpeeds(points: readonly TimedSpeed[], frame: GraphFrame) {
  const dots = thinOut(findDots(points, frame));
  const isAlone = (index: number) => dots[index]?.isFirst && dots[index + 1]?.isFirst !== false;
  const alone = dots.map(({ x, y }, index) => (isAlone(index) ? `M${x} ${y}h0` : '')).join('');
  const line = dots.map(({ x, y, isFirst }) => `${isFirst ? 'M' : 'L'}${x} ${y}`).join('');
  const area = dots
    .map(({ x, y, isFirst }, index) => {
      const before = dots[index - 1];
      const start = isFirst ? `M${x} ${frame.height}` : '';
      const end = isFirst && before ? `L${before.x} ${frame.height}Z` : '';
      return `${end}${start}L${x} ${y}`;
    })
    .join('');
  const last = dots.at(-1);
  return { line, alone, area: last ? `${area}L${last.x} ${frame.height}Z` : '' };
}

function findDots(points: readonly TimedSpeed[], frame: GraphFrame): Dot[] {
  const { from, to, width, height, topMph } = frame;
  const dots: Dot[] = [];
  let isFirst = true;
  // One entry more at each side, so that the line reaches the edges.
  const end = Math.min(points.length, indexAt(points, to) + 1);
  for (let index = Math.max(0, indexAt(points, from) - 1); index < end; index++) {
    const point = points[index];
    if (point?.way !== 'driven') isFirst = true;
    if (typeof point?.speedMph !== 'number') continue;
    dots.push({
      x: tenth(((point.time - from) / (to - from)) * width),
      y: tenth(height - (Math.min(point.speedMph, topMph) / topMph) * height),
      isFirst,
    });
    isFirst = false;
  }
  return dots;
}

/** Keeps the first, the lowest and the highest dot of each pixel's column. */
function thinOut(dots: readonly Dot[]): readonly Dot[] {
  const kept: Dot[] = [];
  let start = 0;
  while (start < dots.length) {
    const column = Math.floor(dots[start]?.x ?? 0);
    let end = start + 1;
    while (end < dots.length && Math.floor(dots[end]?.x ?? 0) === column && !dots[end]?.isFirst) {
      end++;
    }
    kept.push(...extremes(dots.slice(start, end)));
    start = end;
  }
  return kept;
}

function extremes(column: readonly Dot[]): readonly Dot[] {
  if (column.length <= 3) return column;
  const heights = column.map(({ y }) => y);
  const kept = new Set([
    0,
    heights.indexOf(Math.min(...heights)),
    heights.indexOf(Math.max(...heights)),
  ]);
  return column.filter((_, index) => kept.has(index));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

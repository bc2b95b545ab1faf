import type { LngLat } from './read-streets.ts';

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** A closed line: its last point is its first. */
export type Ring = readonly LngLat[];

/** The smallest box around all points, wider by `margin` degrees on every side. */
export function boxAround(lines: Iterable<readonly LngLat[]>, margin = 0): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    for (const [lng, lat] of line) {
      west = Math.min(west, lng);
      south = Math.min(south, lat);
      east = Math.max(east, lng);
      north = Math.max(north, lat);
    }
  }
  return [west - margin, south - margin, east + margin, north + margin];
}

/** Rounds to `decimals` and drops the points that fall on the one before. */
export function roundLine(line: readonly LngLat[], decimals: number): LngLat[] {
  const scale = 10 ** decimals;
  const rounded: LngLat[] = [];
  for (const [lng, lat] of line) {
    const point: LngLat = [Math.round(lng * scale) / scale, Math.round(lat * scale) / scale];
    const last = rounded.at(-1);
    if (last?.[0] !== point[0] || last[1] !== point[1]) rounded.push(point);
  }
  return rounded;
}

/** The distance of `point` from the segment `a`-`b`, in the units of the coordinates. */
function distanceFromSegment(point: LngLat, a: LngLat, b: LngLat): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy);
}

/** Douglas-Peucker: no point of the line lies farther than `tolerance` from the answer. */
export function simplifyLine(line: readonly LngLat[], tolerance: number): LngLat[] {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || line.length < 3) return [...line];
  let [farthest, distance] = [0, 0];
  line.forEach((point, index) => {
    const away = distanceFromSegment(point, first, last);
    if (away > distance) [farthest, distance] = [index, away];
  });
  if (distance <= tolerance) return [first, last];
  const before = simplifyLine(line.slice(0, farthest + 1), tolerance);
  return [...before.slice(0, -1), ...simplifyLine(line.slice(farthest), tolerance)];
}

/** Twice the area of the ring, positive where it runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  let area = 0;
  ring.forEach(([x, y], index) => {
    const next = ring[(index + 1) % ring.length] ?? [x, y];
    area += x * next[1] - next[0] * y;
  });
  return area;
}

/** Whether the point lies inside the ring (even-odd rule). */
export function isInside([x, y]: LngLat, ring: Ring): boolean {
  let inside = false;
  let previous = ring.at(-1);
  for (const point of ring) {
    if (previous && point[1] > y !== previous[1] > y) {
      const crossing =
        point[0] + ((y - point[1]) / (previous[1] - point[1])) * (previous[0] - point[0]);
      if (x < crossing) inside = !inside;
    }
    previous = point;
  }
  return inside;
}

/** The part of a polygon's ring within the box (Sutherland-Hodgman); empty where there is none. */
export function clipRing(ring: Ring, [west, south, east, north]: Box): Ring {
  const edges = [
    { axis: 0, limit: west, sign: 1 },
    { axis: 0, limit: east, sign: -1 },
    { axis: 1, limit: south, sign: 1 },
    { axis: 1, limit: north, sign: -1 },
  ] as const;
  let clipped: Ring = ring;
  for (const edge of edges) clipped = clipAtEdge(clipped, edge);
  const first = clipped[0];
  return first ? [...clipped, first] : [];
}

interface ClipEdge {
  readonly axis: 0 | 1;
  readonly limit: number;
  /** 1: what lies above the limit is kept; -1: what lies below. */
  readonly sign: 1 | -1;
}

function clipAtEdge(ring: Ring, { axis, limit, sign }: ClipEdge): LngLat[] {
  const kept: LngLat[] = [];
  let previous = ring.at(-1);
  for (const point of ring) {
    const isIn = sign * (point[axis] - limit) >= 0;
    const wasIn = previous !== undefined && sign * (previous[axis] - limit) >= 0;
    if (previous && isIn !== wasIn) {
      const from = previous;
      const t = (limit - from[axis]) / (point[axis] - from[axis]);
      const crossing = (of: 0 | 1) => from[of] + t * (point[of] - from[of]);
      kept.push(axis === 0 ? [limit, crossing(1)] : [crossing(0), limit]);
    }
    if (isIn) kept.push(point);
    previous = point;
  }
  return kept;
}

import type { Covered, MapSize } from './free-room';

/** Between what is fitted and the edge of the free part, in pixels; at most a share of that part. */
const margin = { most: 40, share: 0.15 } as const;

/** What is covered at each side and, beside it, a margin for which what is left has room. */
export function fitPadding(
  { width, height }: MapSize,
  { top, bottom, left, right }: Covered,
): Covered {
  const marginOf = (free: number) => Math.min(margin.most, free * margin.share);
  const across = marginOf(width - left - right);
  const down = marginOf(height - top - bottom);
  return { top: top + down, bottom: bottom + down, left: left + across, right: right + across };
}

/** From the middle of the map to the middle of what is not covered, in pixels: right, down. */
export function middleOffset({ top, bottom, left, right }: Covered): [number, number] {
  return [(left - right) / 2, (top - bottom) / 2];
}

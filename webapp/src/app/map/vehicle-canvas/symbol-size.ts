import { zoomOf, type Camera } from '../../geo/mercator';

/** Small where the whole fleet is in sight, smaller in a crowd, larger where one looks at a street. */
export function symbolRadius(camera: Camera, inSight: number): number {
  const alone = Math.min(15, Math.max(5, 5 + (zoomOf(camera) - 8) * 1.15));
  return alone * Math.min(1, Math.max(0.5, 1.08 - inSight / 6_000));
}

/** Just large enough to tell colours apart, where there are so many that they lie over each other. */
export function dotRadius(camera: Camera, inSight: number): number {
  const alone = Math.min(4, Math.max(2, 2 + (zoomOf(camera) - 11) * 0.5));
  return alone * Math.min(1, Math.max(0.4, 1.05 - inSight / 40_000));
}

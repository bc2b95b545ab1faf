import { toScreenNear, type Camera, type MercatorPoint } from '../../geo/mercator';
import type { Cluster } from './clusters';

/** A pointer within this many pixels of a number's middle means it. */
const reach = { x: 26, y: 18 };
const stackReach = { x: 16, y: 13 };
/** The number of a stack stands beside its symbol, right and above, in pixels. */
const stackOffset = { x: 15, y: -14 };

/** Where the number of a cluster is on the screen, in CSS pixels. */
export function numberPlace({ middle, rows }: Cluster, camera: Camera): MercatorPoint {
  const { x, y } = toScreenNear(middle, camera);
  return rows.length > 0 ? { x: x + stackOffset.x, y: y + stackOffset.y } : { x, y };
}

/** The cluster whose number lies at a point of the screen; of several the first. */
export function clusterAt(
  point: MercatorPoint,
  clusters: readonly Cluster[],
  camera: Camera,
): Cluster | undefined {
  return clusters.find((cluster) => {
    const { x, y } = numberPlace(cluster, camera);
    const near = cluster.rows.length > 0 ? stackReach : reach;
    return Math.abs(x - point.x) <= near.x && Math.abs(y - point.y) <= near.y;
  });
}

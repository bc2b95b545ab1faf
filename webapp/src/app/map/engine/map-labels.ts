import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Box } from '../cover/free-room';

/** MapLibre places labels this far outside of the map too (its `viewportPadding`), in pixels. */
const outside = 100;

/**
 * Where the map shows labels of its own, in pixels. MapLibre offers no call for that: its index of
 * placed labels is read, which its types declare. An end-to-end test notices when that changes.
 */
export function mapLabels(map: MapLibreMap): readonly Box[] {
  // Before the first labels are placed there is none, whatever the types say.
  const placement = map.style.placement as typeof map.style.placement | undefined;
  const grid = placement?.collisionIndex.grid;
  return (
    grid
      ?.query(0, 0, grid.width, grid.height)
      // What may lie on all others is no label, but keeps them off: see `keptClear`.
      .filter(({ key }) => key.overlapMode !== 'always')
      .map(({ x1, y1, x2, y2 }) => ({
        left: x1 - outside,
        top: y1 - outside,
        right: x2 - outside,
        bottom: y2 - outside,
      })) ?? []
  );
}

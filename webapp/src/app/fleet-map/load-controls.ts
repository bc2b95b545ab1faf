import type { PartLoader } from '../loading/part-loader';

/** Loads what lies on the map when it is first wanted; the signals tell what is there. */
export function loadWhenWanted(
  parts: PartLoader,
  wanted: {
    readonly tools: () => boolean;
    readonly chooser: () => boolean;
    readonly card: () => boolean;
  },
) {
  return {
    tools: parts.when(wanted.tools, () => import('./map-tools')),
    card: parts.when(wanted.card, () => import('./vehicle-card')),
    chooser: parts.when(wanted.chooser, () => import('../map/crowds/vehicle-chooser')),
  };
}

import type { PartLoader } from '../loading/part-loader';

/** Loads what lies on the map when it is first wanted; the signals tell what is there. */
export function loadWhenWanted(
  parts: PartLoader,
  wanted: { readonly controls: () => boolean; readonly chooser: () => boolean },
) {
  return {
    controls: parts.when(wanted.controls, () =>
      Promise.all([
        import('../map/map-controls'),
        import('../map/speed-legend'),
        import('../map/base-map/base-map-notice'),
        import('./listed-notice'),
      ]),
    ),
    chooser: parts.when(wanted.chooser, () => import('../map/crowds/vehicle-chooser')),
  };
}

import type { PartLoader } from '../loading/part-loader';
import { MapLayers } from '../map/engine/map-layers';
import type { MapView } from '../map/engine/map-view';

/** Gives a source of the map the file that MapLibre could not get: it asks for each only once. */
export async function loadAgain(parts: PartLoader, view: MapView, source: string): Promise<void> {
  const layers = view.layers(MapLayers);
  const file = layers.fileOf(source);
  if (file === undefined) return;
  const found = await parts.file(file);
  if (found !== undefined) layers.reload(source, file);
}

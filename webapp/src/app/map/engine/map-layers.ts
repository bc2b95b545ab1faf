import type { FeatureCollection } from 'geojson';
import type {
  GeoJSONSource,
  GeoJSONSourceSpecification,
  LayerSpecification,
  Map as MapLibreMap,
  StyleSpecification,
} from 'maplibre-gl';
import type { Box } from '../cover/free-room';
import { mapLabels } from './map-labels';

/** What the map shows beside its style. */
export interface OwnLayers {
  readonly sources: Readonly<
    Record<string, GeoJSONSourceSpecification & { data: FeatureCollection }>
  >;
  readonly layers: readonly LayerSpecification[];
}

/** The sources and layers of a map, one by one: what changes when the map stands. */
export class MapLayers {
  readonly #map: MapLibreMap;
  #own: OwnLayers = { sources: {}, layers: [] };

  constructor(map: MapLibreMap) {
    this.#map = map;
    // An image that no style brings is empty.
    map.setMissingStyleImageResolver((id) => {
      map.addImage(id, { width: 1, height: 1, data: new Uint8Array(4) });
    });
  }

  /** Where the map shows labels of its own, in pixels. */
  labels(): readonly Box[] {
    return mapLabels(this.#map);
  }

  /** The style with what {@link keepOnTop} has added. */
  withOwn(style: StyleSpecification): StyleSpecification {
    const sources = { ...style.sources, ...this.#own.sources };
    return { ...style, sources, layers: [...style.layers, ...this.#own.layers] };
  }

  /**
   * Adds sources and layers on top of what is shown, and of each style to come; replaces the data of those
   * of the call before, which had the same names.
   */
  keepOnTop(own: OwnLayers): void {
    this.#own = own;
    this.growTo({ version: 8, sources: {}, layers: [] });
    for (const [id, { data }] of Object.entries(own.sources)) this.setData(id, data);
  }

  /**
   * Adds the sources and layers of the style that the map has not got yet. To set the style would load
   * all that it has once more.
   */
  growTo(style: StyleSpecification): void {
    const { sources, layers } = this.withOwn(style);
    for (const [id, source] of Object.entries(sources)) {
      if (!this.#map.getSource(id)) this.#map.addSource(id, source);
    }
    let above: string | undefined;
    for (const layer of layers.toReversed()) {
      if (!this.#map.getLayer(layer.id)) this.#map.addLayer(layer, above);
      above = layer.id;
    }
  }

  /** Gives a GeoJSON source of the style other data, if it has that source. */
  setData(source: string, data: FeatureCollection): void {
    // What could not be drawn is told by the map's `error`.
    void this.#map.getSource<GeoJSONSource>(source)?.setData(data);
  }

  /** The file that the GeoJSON source has its data from; `undefined` if they are in the style itself. */
  fileOf(source: string): string | undefined {
    const known = this.#map.getSource<GeoJSONSource>(source);
    const data = known?.type === 'geojson' ? known.serialize().data : undefined;
    return typeof data === 'string' ? data : undefined;
  }

  /** Has the source read its file once more. */
  reload(source: string, file: string): void {
    void this.#map.getSource<GeoJSONSource>(source)?.setData(file);
  }
}

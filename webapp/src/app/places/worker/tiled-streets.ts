import { VectorTile } from '@mapbox/vector-tile';
import type { Geometry } from 'geojson';
import { PbfReader } from 'pbf';
import { tileAt, type TilePlace } from './point-tile';
import { StreetIndex, type NamedStreet } from './street-index';

/** Layers of OpenMapTiles and Protomaps in which lines are ways. */
const wayLayers = ['roads', 'transportation', 'transportation_name'];

/** Properties that OpenStreetMap gives to lines that are no streets. */
const otherKinds = ['waterway', 'railway', 'aeroway', 'boundary', 'natural', 'power', 'aerialway'];

/** What such lines are called in a layer of ways. */
const otherWays = ['rail', 'transit', 'ferry', 'aerialway', 'aeroway'];

/** The named streets of an operator's own map, by the tiles that have come. */
export class TiledStreets {
  readonly #tiles = new Map<string, StreetIndex>();
  #zoom = 0;

  /** A tile has come; all are of one zoom. */
  add(place: TilePlace, data: ArrayBuffer): void {
    this.#zoom = place[0];
    this.#tiles.set(place.join('/'), new StreetIndex(streetsInTile(place, data)));
  }

  forget(place: TilePlace): void {
    this.#tiles.delete(place.join('/'));
  }

  /** The nearest named street within 50 m, of those in the place's tile. */
  nearest(lng: number, lat: number): string | undefined {
    const place = tileAt(lng, lat, this.#zoom);
    return place && this.#tiles.get(place.join('/'))?.nearest(lng, lat);
  }
}

/** The named streets of a vector tile, in degrees; none of one that cannot be read. */
export function streetsInTile([z, x, y]: TilePlace, data: ArrayBuffer): readonly NamedStreet[] {
  try {
    const { layers } = new VectorTile(new PbfReader(new Uint8Array(data)));
    return Object.entries(layers).flatMap(([name, layer]) =>
      Array.from({ length: layer.length }, (_, index) => layer.feature(index)).flatMap((feature) =>
        isStreet(name, feature.properties)
          ? linesOf(feature.toGeoJSON(x, y, z).geometry, String(feature.properties['name']))
          : [],
      ),
    );
  } catch {
    return [];
  }
}

function isStreet(layer: string, properties: Readonly<Record<string, unknown>>): boolean {
  const { name, kind, class: ofClass } = properties;
  if (typeof name !== 'string' || name === '') return false;
  if (otherKinds.some((key) => key in properties)) return false;
  if ([kind, ofClass].some((word) => otherWays.includes(String(word)))) return false;
  return wayLayers.includes(layer) || 'highway' in properties || isWay(properties);
}

/** Whether a line of a map without a schema is a way: one that says of what class it is. */
function isWay({ fclass, class: ofClass, kind_detail: detail }: Readonly<Record<string, unknown>>) {
  return [fclass, ofClass, detail].some((word) => word !== undefined);
}

function linesOf(geometry: Geometry, name: string): readonly NamedStreet[] {
  if (geometry.type === 'LineString') return [{ name, line: geometry.coordinates }];
  if (geometry.type !== 'MultiLineString') return [];
  return geometry.coordinates.map((line) => ({ name, line }));
}

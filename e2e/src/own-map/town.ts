import { pmtilesFile } from './pmtiles-file.ts';
import { vectorTile } from './vector-tile.ts';

/** A tile over Sheffield: from 53.3833 to 53.4095 north, from 1.4941 to 1.4502 west. */
const tile = { zoom: 13, x: 4062, y: 2653 };

/** Two streets that cross in the middle of the tile. */
const crossing = [
  {
    properties: { class: 'motorway', name: 'East Road' },
    points: [
      [0, 2048],
      [4096, 2048],
    ],
  },
  {
    properties: { class: 'primary', name: 'North Road' },
    points: [
      [2048, 0],
      [2048, 4096],
    ],
  },
] as const;

/** The crossing in the schema of OpenMapTiles; `tiles` is what its header says of their number. */
export function vectorTown(tiles = 1): Buffer {
  return pmtilesFile({
    ...tile,
    tiles,
    type: 1,
    content: vectorTile('transportation', crossing),
    metadata: { vector_layers: [{ id: 'transportation' }], attribution: 'Surveyed by nobody' },
  });
}

/** The same in the schema of Protomaps. */
export function protomapsTown(): Buffer {
  const [east, north] = crossing;
  const streets = [
    { ...east, properties: { kind: 'highway', kind_detail: 'motorway' } },
    { ...north, properties: { kind: 'major_road' } },
  ];
  return pmtilesFile({
    ...tile,
    type: 1,
    content: vectorTile('roads', streets),
    metadata: { vector_layers: [{ id: 'roads' }, { id: 'water' }] },
  });
}

/** A picture of one pixel, #ff8800. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP438EAAAQRAYhxoDirAAAAAElFTkSuQmCC';

/** A town of pictures. */
export function rasterTown(): Buffer {
  return pmtilesFile({
    ...tile,
    type: 2,
    content: Buffer.from(picture, 'base64'),
    metadata: {},
  });
}

/** Tiles of a kind that nobody has invented yet. */
export function unknownTown(): Buffer {
  return pmtilesFile({ ...tile, type: 99, content: Buffer.from('?'), metadata: {} });
}

/** A street of GeoJSON. */
export function street(properties: object, coordinates: readonly (readonly number[])[]) {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } };
}

/** The crossing as GeoJSON; `key` is the property that has the class of a street. */
export function crossingStreets(key = 'highway') {
  return [
    street({ [key]: 'motorway', name: 'East Road' }, [
      [-1.4941, 53.3964],
      [-1.4502, 53.3964],
    ]),
    street({ [key]: 'primary', name: 'North Road' }, [
      [-1.4722, 53.3833],
      [-1.4722, 53.4095],
    ]),
  ];
}

/** The crossing as GeoJSON with the words of OpenStreetMap, or another key for them. */
export function geoJsonTown(key?: string): string {
  const features = crossingStreets(key);
  return JSON.stringify({ type: 'FeatureCollection', attribution: 'Surveyed by nobody', features });
}

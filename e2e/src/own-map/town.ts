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

/** The crossing in the schema of OpenMapTiles. */
export function vectorTown(): Buffer {
  return pmtilesFile({
    ...tile,
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

/** The crossing as GeoJSON with the words of OpenStreetMap. */
export function geoJsonTown(): string {
  const line = (highway: string, coordinates: readonly (readonly number[])[]) => ({
    type: 'Feature',
    properties: { highway },
    geometry: { type: 'LineString', coordinates },
  });
  const features = [
    line('motorway', [
      [-1.4941, 53.3964],
      [-1.4502, 53.3964],
    ]),
    line('primary', [
      [-1.4722, 53.3833],
      [-1.4722, 53.4095],
    ]),
  ];
  return JSON.stringify({ type: 'FeatureCollection', attribution: 'Surveyed by nobody', features });
}

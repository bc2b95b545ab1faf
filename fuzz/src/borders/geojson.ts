import { registerHooks } from 'node:module';
import type { Border } from '../border.ts';

const feature = (geometry: unknown, properties: unknown = { kind: 'street', name: 'Main' }) => ({
  type: 'Feature',
  ...{ geometry, properties },
});
const line = {
  type: 'LineString',
  coordinates: [
    [-71.25, -29.9],
    [-71.24, -29.91],
  ],
};
const ring = [
  [170, -10],
  [190, -10],
  [190, 10],
  [170, 10],
  [170, -10],
];

const maps: readonly unknown[] = [
  {
    type: 'FeatureCollection',
    features: [feature(line), feature({ type: 'Polygon', coordinates: [ring] })],
  },
  {
    type: 'FeatureCollection',
    features: [feature(null), feature({ type: 'Point', coordinates: [180.000002, 90] })],
  },
  { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {} }, 1, null] },
  feature({
    type: 'GeometryCollection',
    geometries: [line, { type: 'MultiPoint', coordinates: [[0, 0]] }],
  }),
  {
    type: 'FeatureCollection',
    features: [feature(line, { tags: { highway: 'primary' }, fclass: 'primary' })],
  },
  { elements: [{ type: 'node', lat: 1, lon: 2 }] },
  { type: 'Topology', objects: {}, arcs: [] },
];

/** Reads a map, of the page's code. */
type ReadMap = (text: string) => unknown;

/** GeoJSON for the base map: read, or refused by the page's own error. */
export async function openGeoJson(): Promise<Border> {
  const readMap = await loadReader();
  return {
    seeds: [
      ...maps.map((map) => Buffer.from(JSON.stringify(map))),
      Buffer.from('{"type":"GeometryCollection","geometries":['.repeat(5_000)),
      Buffer.from(`{"type":"LineString","coordinates":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
    ],
    take: async (input) => {
      try {
        readMap(input.toString());
      } catch (error) {
        if (error instanceof Error && error.name === 'OwnMapError') return;
        throw error;
      }
    },
    finish: async () => [],
    close: async () => undefined,
  };
}

/** The page is built by a bundler, so its modules name each other without an ending. */
async function loadReader(): Promise<ReadMap> {
  registerHooks({
    resolve: (specifier, context, next) => {
      const isBare = context.parentURL?.includes('/webapp/src/') && /^\.\.?\//.test(specifier);
      return next(isBare && !specifier.endsWith('.ts') ? `${specifier}.ts` : specifier, context);
    },
  });
  const file = new URL(
    '../../../webapp/src/app/map/base-map/own-map/geojson/read-map.ts',
    import.meta.url,
  );
  // TypeScript does not see through the address; the page's own types check the function.
  const { readMap } = (await import(file.href)) as { readonly readMap: ReadMap };
  return readMap;
}

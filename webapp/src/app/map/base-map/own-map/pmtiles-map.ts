import type { LayerSpecification, RasterLayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Header, PMTiles } from 'pmtiles';
import { baseMapColors } from '../base-map-colors';
import type { Theme } from '../../../settings/theme';
import type { MapEngine } from '../../engine/map-engine';
import type { OfflineMap } from '../offline-map';
import { regionalZoom } from './regional-zoom';
import type { Bounds } from '../../../geo/place-box';
import type { StreetTiles } from '../../../places/street-tiles';
import type { TilePlace } from '../../../places/worker/point-tile';
import { fetchPart } from './fetch-map';
import { OwnMapError } from './own-map-error';
import { tilePlace } from './tile-place';
import { tileLayers } from './tile-schema';

/** What the header calls them: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md#tile-type-tt */
const vectorTypes: Readonly<Record<number, 'mvt' | 'mlt'>> = { 1: 'mvt', 6: 'mlt' };
const rasterTypes = [2, 3, 4, 5];

/** What a PMTiles file says of itself. */
interface Archive {
  readonly url: string;
  readonly header: Header;
  readonly layers: readonly string[];
  readonly attribution: string;
}

/**
 * Loads a map from a PMTiles file, of vector or raster tiles; its reader comes with it, and is not
 * loaded without.
 *
 * @throws OwnMapError where there is none.
 */
export async function loadPmtilesMap(url: string, engine: MapEngine): Promise<OfflineMap> {
  await expectPmtiles(url);
  const { PMTiles } = await import('pmtiles');
  const file = new PMTiles(url);
  const archive = await readArchive(url, file);
  engine.addProtocol('pmtiles', ({ url: tile }, { signal }) => loadTile(file, tile, signal));
  return {
    bounds: boundsOf(archive.header),
    style: (theme) => pmtilesStyle(archive, theme),
    worldUntilZoom: regionalZoom,
    streets: streetsOf(archive.header, file),
    isBundled: false,
  };
}

/** Looks at the first bytes, for reasons that the reader does not tell apart. */
async function expectPmtiles(url: string): Promise<void> {
  const response = await fetchPart(url, 'bytes=0-7');
  if (response.status !== 206) {
    await response.body?.cancel();
    throw new OwnMapError('no-ranges');
  }
  const [...bytes] = new Uint8Array(await response.arrayBuffer());
  const magic = String.fromCharCode(...bytes.slice(0, 7));
  if (magic !== 'PMTiles' || bytes[7] !== 3) throw new OwnMapError('not-pmtiles');
}

async function readArchive(url: string, file: PMTiles): Promise<Archive> {
  const [header, metadata] = await read(file);
  if (!(header.tileType in vectorTypes) && !rasterTypes.includes(header.tileType)) {
    throw new OwnMapError('unknown-tiles');
  }
  // The counts of tiles say nothing: 0 is "unknown".
  if (header.tileDataLength === 0) throw new OwnMapError('empty');
  const { vector_layers: layers = [], attribution = '' } = metadata;
  return { url, header, layers: layers.map(({ id }) => id), attribution };
}

/** What the header says; all the world where that is no box. Over the antimeridian, `maxLon` is less. */
function boundsOf({ minLon, minLat, maxLon, maxLat }: Header): Bounds {
  const isBox = minLon !== maxLon && minLat < maxLat;
  if (!isBox) return [-180, -85, 180, 85];
  return [minLon, minLat, maxLon < minLon ? maxLon + 360 : maxLon, maxLat];
}

/** What the tiles say of streets, if they are of a kind that is read here. */
function streetsOf({ tileType, maxZoom }: Header, file: PMTiles): StreetTiles | undefined {
  if (vectorTypes[tileType] !== 'mvt') return undefined;
  const tile = async (place: TilePlace) => (await file.getZxy(...place))?.data ?? new ArrayBuffer();
  return { zoom: maxZoom, tile };
}

async function loadTile(file: PMTiles, address: string, signal: AbortSignal) {
  const tile = await file.getZxy(...tilePlace(address), signal);
  // A place that the file does not reach is a tile with nothing in it.
  return { data: tile?.data ?? new ArrayBuffer() };
}

/** The part of the metadata that counts here, as the specification has it. */
interface Metadata {
  readonly vector_layers?: readonly { readonly id: string }[];
  readonly attribution?: string;
}

async function read(file: PMTiles): Promise<[Header, Metadata]> {
  try {
    // Not checked by the reader; a wrong one fails below, or draws nothing.
    return [await file.getHeader(), (await file.getMetadata()) as Metadata];
  } catch (cause) {
    // It begins like a PMTiles file and is none, or only a part of one.
    throw new OwnMapError('not-pmtiles', { cause });
  }
}

function pmtilesStyle(archive: Archive, theme: Theme): StyleSpecification {
  const colors = baseMapColors[theme];
  const background: LayerSpecification = {
    id: 'land',
    type: 'background',
    paint: { 'background-color': colors.land },
  };
  const source = tileSource(archive);
  const layers =
    source.type === 'vector' ? tileLayers('own', archive.layers, colors) : [rasterLayer(theme)];
  return { version: 8, sources: { own: source }, layers: [background, ...layers] };
}

function tileSource({ url, header, attribution }: Archive) {
  const { tileType, minZoom, maxZoom } = header;
  const [west, south, east, north] = boundsOf(header);
  const common = {
    tiles: [`pmtiles://${url}/{z}/{x}/{y}`],
    minzoom: minZoom,
    maxzoom: maxZoom,
    attribution,
    // Only saves requests. MapLibre knows no box over the antimeridian.
    ...(east <= 180 && { bounds: [west, south, east, north] as [number, number, number, number] }),
  };
  const encoding = vectorTypes[tileType];
  return encoding === undefined
    ? { type: 'raster' as const, tileSize: 256, ...common }
    : { type: 'vector' as const, encoding, ...common };
}

/** Pictures of a bright map would outshine a dark page. */
function rasterLayer(theme: Theme): RasterLayerSpecification {
  const paint =
    theme === 'dark' ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.4 } : {};
  return { id: 'pictures', type: 'raster', source: 'own', paint };
}

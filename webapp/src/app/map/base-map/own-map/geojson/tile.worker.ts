import { GeoJSONVT } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { OwnMapError } from '../own-map-error';
import { deepestZoom, tileLayer } from './geojson-source';
import { decode } from './decode';
import { readMap } from './read-map';
import type { FromTileWorker, ToTileWorker } from './tile-worker-messages';

/**
 * Holds a map of GeoJSON and cuts it into tiles: a file of 100 MB takes seconds, in which the page
 * would stand still. The figures are those that MapLibre takes for GeoJSON of its own.
 */
const extent = 8_192;
const options = { extent, buffer: 2_048, tolerance: 6, maxZoom: deepestZoom };

let map: GeoJSONVT | undefined;

addEventListener('message', ({ data }: MessageEvent<ToTileWorker>) => {
  if (data.kind === 'open') void open(data.file);
  else sendTile(data);
});

async function open(file: Blob): Promise<void> {
  try {
    const { features, ...about } = readMap(decode(await file.arrayBuffer()));
    map = new GeoJSONVT({ type: 'FeatureCollection', features: [...features] }, options);
    send({ kind: 'opened', ...about });
  } catch (error) {
    // Whatever else fails does so for want of memory.
    const { trouble, detail } =
      error instanceof OwnMapError ? error : new OwnMapError('too-large', { cause: error });
    send({ kind: 'refused', trouble, detail });
  }
}

function sendTile({ id, place }: Extract<ToTileWorker, { kind: 'tile' }>): void {
  const tile = map?.getTile(...place);
  const data = tile ? fromGeojsonVt({ [tileLayer]: tile }, { version: 2, extent }) : undefined;
  // All of a buffer of its own.
  const buffer = data ? new Uint8Array(data).buffer : new ArrayBuffer();
  send({ kind: 'tile', id, data: buffer }, [buffer]);
}

function send(message: FromTileWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

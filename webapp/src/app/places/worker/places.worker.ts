import type { FeatureCollection } from 'geojson';
import { fetchJson, keepTrying } from '../../loading/keep-trying';
import { findPlaces } from './find-places';
import { Gazetteer, type GazetteerFile } from './gazetteer';
import type { FromPlaces, PlacesQuestion, PlacesStart, ToPlaces } from './places-messages';
import { StreetIndex } from './street-index';
import { streetsIn } from './streets-in';
import { TiledStreets } from './tiled-streets';
import type { CountryLabel, WorldFile } from './world-file';
import { WorldTiles } from './world-tiles';

/**
 * Knows the world for the page: 70,000 towns and the seas take half a second to be read, in which the
 * page would stand still.
 */

interface World {
  readonly gazetteer: Gazetteer;
  readonly tiles: WorldTiles;
}

let world: Promise<World | undefined> = Promise.resolve(undefined);
let streets: Promise<StreetIndex | TiledStreets | undefined> = Promise.resolve(undefined);
let tiled = new TiledStreets();

addEventListener('message', ({ data }: MessageEvent<ToPlaces>) => {
  switch (data.kind) {
    case 'start':
      world = load(data).catch(() => undefined);
      return;
    case 'streets':
      streets = loadStreets(data.url).catch(() => undefined);
      return;
    case 'tiled-streets':
      tiled = new TiledStreets();
      streets = Promise.resolve(tiled);
      return;
    case 'street-tile':
      tiled.add(data.place, data.data);
      return;
    case 'forget-tile':
      tiled.forget(data.place);
      return;
    case 'find':
    case 'tile':
      void answer(data);
  }
});

async function load({ folder, language }: PlacesStart): Promise<World> {
  // Our own files, made by the build.
  const [worldFile, places] = await Promise.all([
    read<WorldFile>(`${folder}world.json`),
    read<GazetteerFile>(`${folder}places.json`),
  ]);
  const gazetteer = new Gazetteer(places);
  return { gazetteer, tiles: new WorldTiles(worldFile, gazetteer, countryNames(language)) };
}

async function read<File>(url: string): Promise<File> {
  const file = await keepTrying(() => fetchJson<File>(url));
  if (file === undefined) throw new Error(`There is no ${url}.`);
  return file;
}

function countryNames(language: string): (country: CountryLabel) => string {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return ({ code, name }) => (code === '' ? name : (names.of(code) ?? name));
}

async function loadStreets(url: string): Promise<StreetIndex> {
  return new StreetIndex(streetsIn(await read<FeatureCollection>(url)));
}

async function answer(question: PlacesQuestion): Promise<void> {
  const { id } = question;
  if (question.kind === 'find') {
    const indices = { streets: await streets, gazetteer: (await world)?.gazetteer };
    send({ kind: 'found', id, found: findPlaces(question.at, indices) });
    return;
  }
  const tile = (await world)?.tiles.tile(question.place);
  // All of a buffer of its own.
  const data = tile ? new Uint8Array(tile).buffer : new ArrayBuffer();
  send({ kind: 'tile', id, data }, [data]);
}

function send(message: FromPlaces, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

import { GeoJSONVT, type GeoJSONVTFeature } from '@maplibre/geojson-vt';
import { fromVectorTileJs, GeoJSONWrapper } from '@maplibre/vt-pbf';
import { deepestWorldZoom, worldLayers, type WorldLayer } from '../world-layers';
import type { Gazetteer } from './gazetteer';
import { pointFeature, tileBox, tileExtent, type TilePlace } from './point-tile';
import { borderFeatures, seaFeatures, type CountryLabel, type WorldFile } from './world-file';

/** The figures that MapLibre takes for GeoJSON of its own. */
const options = { extent: tileExtent, buffer: 512, tolerance: 4, maxZoom: deepestWorldZoom };

/** So many towns are named in a tile at most: more find no room, and each costs time. */
const mostTowns = 60;
/** How many people a town must have to be named, by zoom; farther in, all are. */
const leastPopulations = [3e6, 3e6, 2e6, 1e6, 300_000, 100_000, 50_000, 20_000, 8_000];
/** A city or a town from so many people on. */
const cityPopulation = 100_000;
const townPopulation = 10_000;
/** The name of a country as wide as this many degrees finds room at zoom 0. */
const widthAtZoom0 = 30;

/** The map of the world, cut into vector tiles. */
export class WorldTiles {
  readonly #seas: GeoJSONVT;
  readonly #borders: GeoJSONVT;
  readonly #countries: readonly CountryLabel[];
  readonly #gazetteer: Gazetteer;
  readonly #nameOf: (country: CountryLabel) => string;

  constructor(
    world: WorldFile,
    gazetteer: Gazetteer,
    nameOf: (country: CountryLabel) => string = ({ name }) => name,
  ) {
    const collection = { type: 'FeatureCollection' } as const;
    this.#seas = new GeoJSONVT({ ...collection, features: seaFeatures(world) }, options);
    this.#borders = new GeoJSONVT({ ...collection, features: borderFeatures(world) }, options);
    this.#countries = world.countries;
    this.#gazetteer = gazetteer;
    this.#nameOf = nameOf;
  }

  /** One tile of all that is known of the world. */
  tile(place: TilePlace): Uint8Array {
    const features: Readonly<Record<WorldLayer, readonly GeoJSONVTFeature[]>> = {
      sea: this.#seas.getTile(...place)?.features ?? [],
      borders: this.#borders.getTile(...place)?.features ?? [],
      countries: this.#countriesIn(place),
      towns: this.#townsIn(place),
    };
    const layers = worldLayers.map((name) => [name, toLayer(name, features[name])] as const);
    return fromVectorTileJs({ layers: Object.fromEntries(layers) });
  }

  #countriesIn(place: TilePlace): GeoJSONVTFeature[] {
    const [west, south, east, north] = tileBox(place);
    return this.#countries
      .map((country, rank) => ({ country, rank }))
      .filter(({ country: { at, size } }) => {
        const [lng, lat] = at;
        const hasRoom = size * 2 ** place[0] >= widthAtZoom0;
        return hasRoom && lng >= west && lng < east && lat >= south && lat < north;
      })
      .map(({ country, rank }) => {
        const [lng, lat] = country.at;
        return pointFeature({ lng, lat }, place, { name: this.#nameOf(country), rank });
      });
  }

  #townsIn(place: TilePlace): GeoJSONVTFeature[] {
    const least = leastPopulations[place[0]] ?? 0;
    return this.#gazetteer.townsIn(tileBox(place), least, mostTowns).map((town) =>
      pointFeature(town, place, {
        name: town.name,
        kind: kindOf(town.population),
        rank: -Math.round(town.population),
      }),
    );
  }
}

function kindOf(population: number): 'city' | 'town' | 'village' {
  if (population >= cityPopulation) return 'city';
  return population >= townPopulation ? 'town' : 'village';
}

function toLayer(name: WorldLayer, features: readonly GeoJSONVTFeature[]): GeoJSONWrapper {
  const layer = new GeoJSONWrapper([...features], { version: 2, extent: tileExtent });
  layer.name = name;
  return layer;
}

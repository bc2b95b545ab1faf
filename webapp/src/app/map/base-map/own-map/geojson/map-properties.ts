import { placeKinds } from '../../place-labels';
import { streetClasses } from '../../street-layers';
import { drawnKinds, kindKeys } from '../own-map-layers';
import { membersOf } from './read-geometry';

/** What counts of a feature's properties, in one schema whatever the file's own. */
interface MapProperties {
  readonly highway?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly oneway?: true;
}

/** What is said of a feature, and whether its lines run against the traffic. */
export interface ReadProperties {
  readonly properties: MapProperties;
  readonly isReversed: boolean;
}

/** A longer text is no name, and would be copied for every tile. */
const longestName = 200;
/** A longer text of tags is not looked into. */
const longestTags = 20_000;

const streetWords = new Set(streetClasses);
const kindWords = new Set<string>([...drawnKinds, ...placeKinds]);

/**
 * Where the class of a street is: OSM's key, that of Geofabrik's shapefiles, then those of tiles,
 * imposm (`type`; its `class` is only "highway") and Overture (`class`).
 */
const streetKeys = [
  'highway',
  'fclass',
  'kind_detail',
  'pmap:kind_detail',
  'type',
  'subclass',
  'class',
  'road_class',
  'kind',
  'pmap:kind',
];
const otherKindKeys = [...kindKeys, 'fclass', 'type', 'building', 'railway', 'subclass', 'subtype'];
const nameKeys = ['name', 'name:en', 'name_en', 'name:latin', 'int_name', 'fullname', 'primary'];

/** Reads the properties of a feature in the words of OSM, Geofabrik, Overture or the schemas of tiles. */
export function readProperties(value: unknown): ReadProperties {
  const found = collect(value);
  const highway = streetOf(found);
  const kind = highway === undefined ? kindOf(found) : undefined;
  const name = nameKeys.map((key) => textOf(found.get(key))).find((text) => text !== undefined);
  const oneway = textOf(found.get('oneway')) ?? '';
  const isReversed = ['-1', 'reverse', 'T'].includes(oneway);
  const isOneway = isReversed || ['yes', 'true', '1', 't', 'F'].includes(oneway);
  const properties = {
    ...(highway !== undefined && { highway }),
    ...(kind !== undefined && { kind }),
    ...(name !== undefined && { name: name.slice(0, longestName) }),
    ...(isOneway && { oneway: true as const }),
  };
  return { properties, isReversed };
}

/** All properties by their names in small letters; what is nested does not replace what is not. */
function collect(value: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const add = (members: Readonly<Record<string, unknown>>) => {
    for (const [key, item] of Object.entries(members)) {
      const name = key.toLowerCase();
      if (item !== null && item !== '' && !found.has(name)) found.set(name, item);
    }
  };
  add(membersOf(value));
  add(tagsIn(found.get('tags')));
  add(tagsIn(found.get('other_tags')));
  add(membersOf(found.get('names')));
  return found;
}

/** Tags as an object, as its JSON, or as GDAL and PostgreSQL write them: `"oneway"=>"yes","lanes"=>"2"`. */
function tagsIn(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'string' || value.length > longestTags) return membersOf(value);
  if (value.startsWith('{')) {
    try {
      return membersOf(JSON.parse(value));
    } catch {
      // A text that only looks like tags.
      return {};
    }
  }
  const pairs = value.matchAll(/"([^"]*)"=>"([^"]*)"/g);
  return Object.fromEntries(Array.from(pairs, ([, key = '', text = '']) => [key, text]));
}

function streetOf(found: ReadonlyMap<string, unknown>): string | undefined {
  // OSM's own key is believed: a path is no street, whatever else is said of it.
  const keys = found.has('highway') ? ['highway'] : streetKeys;
  return keys.map((key) => wordOf(found.get(key))).find((word) => streetWords.has(word));
}

function kindOf(found: ReadonlyMap<string, unknown>): string | undefined {
  const words = otherKindKeys.map((key) => wordOf(found.get(key))).filter((word) => word !== '');
  return words.find((word) => kindWords.has(word)) ?? words[0];
}

const synonyms: Readonly<Record<string, string>> = { national_capital: 'city' };

function wordOf(value: unknown): string {
  const word = textOf(value)?.slice(0, longestName).toLowerCase().replaceAll(' ', '_') ?? '';
  return synonyms[word] ?? word;
}

/** A text; of several, as one way of OSMnx has them, the first. */
function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'number' || typeof first === 'boolean') return String(first);
  return typeof first === 'string' && first !== '' ? first : undefined;
}

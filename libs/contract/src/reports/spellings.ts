import { optionalFieldNames, type OptionalField } from './report-fields.ts';

/** The fields without which there is no report. */
export const requiredFields = ['vehicle', 'lat', 'lng', 'time'] as const;

/** A field of a report, by the name that the contract gives it. */
export type FieldName = (typeof requiredFields)[number] | OptionalField;

/**
 * The names under which a field is read beside its own, the first that has a value wins. Upper and
 * lower case, `_` and `-` make no difference: `Latitude`, `device_id`. Only names that mean one thing
 * in one unit are here: `acc` is metres for one device and the ignition for another, `vel` km/h.
 */
export const spellings: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  vehicle: ['vehicleId', 'vehicleName', 'device', 'deviceId', 'uniqueId', 'name', 'id'],
  lat: ['latitude'],
  // `long` is the Java system's.
  lng: ['lon', 'long', 'longitude'],
  time: ['timestamp', 'fixTime', 'gpsTime', 'deviceTime', 'dateTime', 'tst', 'ts'],
  heading: ['bearing', 'course', 'cog', 'direction'],
  accuracy: ['horizontalAccuracy'],
  altitude: ['alt'],
  battery: ['batt'],
};

interface Spelling {
  readonly field: FieldName;
  /** 0 for the field's own name, the greater the later it is looked at. */
  readonly rank: number;
}

const allFields: readonly FieldName[] = [...requiredFields, ...optionalFieldNames];

const known: ReadonlyMap<string, Spelling> = new Map(
  allFields.flatMap((field) =>
    [field, ...(spellings[field] ?? [])].map((name, rank) => [fold(name), { field, rank }]),
  ),
);

/** No name that is known is longer, separators included. */
const longestName = 40;

function fold(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

/** What stood under which name. */
interface GivenField {
  readonly name: string;
  readonly value: unknown;
  /** The least wins; of equal ones the first. */
  readonly rank: number;
}

/** An object's fields by the contract's names. */
export type GivenFields = ReadonlyMap<FieldName, GivenField>;

/** Finds a report's fields in an object, in one pass over its names; what is not known is left out. */
export function givenFields(object: Readonly<Record<string, unknown>>): GivenFields {
  const found = new Map<FieldName, GivenField>();
  for (const name of Object.keys(object)) {
    const spelling = spellingOf(name);
    if (!spelling) continue;
    const value = object[name];
    const rank = saysNothing(value) ? spelling.rank + emptyRank : spelling.rank;
    const best = found.get(spelling.field);
    if (!best || rank < best.rank) found.set(spelling.field, { name, value, rank });
  }
  return found;
}

const ownNames: ReadonlySet<string> = new Set(allFields);

/** Whether an object's fields all have the contract's own names, so that there is nothing to find. */
export function hasOwnNames(object: Readonly<Record<string, unknown>>): boolean {
  for (const name of Object.keys(object)) if (!ownNames.has(name)) return false;
  return true;
}

function spellingOf(name: string): Spelling | undefined {
  return name.length > longestName ? undefined : (known.get(name) ?? known.get(fold(name)));
}

/** Greater than the rank of any spelling: a name without a value is better than none, for the message. */
const emptyRank = 1_000;

/** How devices say that they have a field but no value for it; and what no field can be read from. */
function saysNothing(value: unknown): boolean {
  return typeof value === 'object' || value === undefined || value === '';
}

import { readAttributes } from './attributes.ts';
import { readNumber } from './field-kinds.ts';
import type { PositionReport } from './position-report.ts';
import { reportFields, reportFieldNames, type OptionalField } from './report-fields.ts';
import { readReportTime } from './report-time.ts';
import {
  givenFields,
  hasOwnNames,
  requiredFields,
  type FieldName,
  type GivenFields,
} from './spellings.ts';
import { expectedOfName } from './vehicle-name.ts';

/** A report, and the optional fields that it lost, or lost a part of, because what was given says nothing. */
export interface ReadReport {
  readonly report: PositionReport;
  readonly ignored: readonly OptionalField[];
}

/** What is no report: what was given and what was expected, one clause a field. */
export interface NoReport {
  readonly problem: string;
}

type RequiredField = (typeof requiredFields)[number];

/** A value, or the end of a sentence that says what it would have to be. */
type Reading<Value> = { readonly value: Value } | { readonly expected: string };

/**
 * Reads one report from JSON. Only vehicle, place and time are needed: an optional field that is of
 * the wrong type, out of its range, -1 or `""` is left out, and named in `ignored` unless it was null.
 * Of attributes those that
 * cannot be kept are left out. Fields that are not known are passed over. `spellings.ts` has the names that are read.
 */
export function readReport(part: unknown): ReadReport | NoReport {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) {
    return {
      problem: `report: ${show(part)} given, expected an object with vehicle, lat, lng and time`,
    };
  }
  // An object of JSON has strings for names.
  const object = part as Record<string, unknown>;
  const given = hasOwnNames(object) ? undefined : givenFields(object);
  const valueOf = (field: FieldName) => (given ? given.get(field)?.value : object[field]);
  const vehicle = readVehicle(valueOf('vehicle'));
  const lat = readDegrees(valueOf('lat'), 90);
  const lng = readDegrees(valueOf('lng'), 180);
  const time = readTime(valueOf('time'));
  if ('value' in vehicle && 'value' in lat && 'value' in lng && 'value' in time) {
    const place = { vehicle: vehicle.value, lat: lat.value, lng: lng.value, time: time.value };
    return withMeasurements(place, valueOf, given !== undefined && isOwnAnswer(given));
  }
  const readings = { vehicle, lat, lng, time };
  return { problem: describeProblems(given ?? givenFields(object), readings) };
}

function withMeasurements(
  place: PositionReport,
  valueOf: (field: OptionalField) => unknown,
  isAnswer: boolean,
): ReadReport {
  const report: Record<string, unknown> = { ...place };
  const ignored: OptionalField[] = [];
  for (const name of reportFieldNames) {
    const sent = valueOf(name) ?? undefined;
    if (sent === undefined) continue;
    const value = reportFields[name].read(isAnswer && name === 'speed' ? fromMph(sent) : sent);
    if (value === undefined) ignored.push(name);
    else report[name] = value;
  }
  const { text, isCut } = readAttributes(valueOf('attributes'));
  if (text !== undefined) report['attributes'] = text;
  if (isCut) ignored.push('attributes');
  // The list gives each field the type that its own `read` returns.
  return { report: report as unknown as PositionReport, ignored };
}

/** The names of what `GET /vehicles` and the tracker's `GET /history/{name}` answer. */
const answerNames: Readonly<Record<RequiredField, string>> = {
  vehicle: 'name',
  lat: 'lat',
  lng: 'longitude',
  time: 'timestamp',
};

/** Whether this is an answer of our own that is sent back in: `lat` beside `longitude` nobody else has. */
function isOwnAnswer(given: GivenFields): boolean {
  return requiredFields.every((field) => given.get(field)?.name === answerNames[field]);
}

/** Metres a second in a mile per hour: 1,609.344 m by 3,600 s. */
const mph = 0.44704;

/** REST answers speeds in mph; reports have metres a second. */
function fromMph(speed: unknown): number | undefined {
  const value = readNumber(speed);
  return value === undefined ? value : value * mph;
}

/** A name, or a number of up to 15 digits as its digits: longer ones have lost their last ones by now. */
function readVehicle(given: unknown): Reading<string> {
  const isId = typeof given === 'number' && Number.isSafeInteger(given) && given >= 0;
  const name = isId ? String(given) : given;
  const expected = expectedOfName(name);
  // A name of which nothing else is expected is a text.
  return expected === undefined ? { value: name as string } : { expected };
}

function readDegrees(given: unknown, most: number): Reading<number> {
  const value = readNumber(given);
  if (value !== undefined && Math.abs(value) <= most) return { value };
  return { expected: `expected a number from ${-most} to ${most}` };
}

function readTime(given: unknown): Reading<Date> {
  const time = readReportTime(given);
  return time instanceof Date ? { value: time } : time;
}

/** `lat: 91 given, expected a number from -90 to 90`, by the name that was given. */
function describeProblems(
  given: GivenFields,
  readings: Readonly<Record<RequiredField, Reading<unknown>>>,
): string {
  return requiredFields
    .flatMap((field: FieldName & RequiredField) => {
      const reading = readings[field];
      if ('value' in reading) return [];
      const { name, value } = given.get(field) ?? { name: field, value: undefined };
      return `${name}: ${show(value)} given, ${reading.expected}`;
    })
    .join('; ');
}

/** A value of JSON for a person: short, whatever was sent. */
function show(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return JSON.stringify(value.slice(0, 120)) + (value.length > 120 ? '…' : '');
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'an array' : 'an object';
    default:
      return String(value);
  }
}

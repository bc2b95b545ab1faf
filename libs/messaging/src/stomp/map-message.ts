import type { PositionReport } from '@fleetman/contract';

/** The header by which ActiveMQ turns its MapMessages into JSON for us, and ours into MapMessages. */
export const mapTransformation = { transformation: 'jms-map-json' } as const;

const beginning = Buffer.from('{"map":');

/** What `JSON.parse` tells a reviver beside key and value (ECMAScript 2026): the text of a number. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/**
 * A report as the Java system sends it: a JMS MapMessage of strings, written as ActiveMQ reads it from a
 * STOMP message that has {@link mapTransformation} and no `content-length`. Java reads times with the
 * zone `+0000` only. What a device measured itself is added; Java ignores it.
 *
 * A MapMessage of ActiveMQ loses characters beyond U+FFFF, so that two names could become one: such a
 * character in a name is written as its code point, `U+1F69A`, and in attributes by JSON's escapes.
 */
export function encodeMapMessage(report: PositionReport): Buffer {
  const { vehicle, lat, lng, time, attributes, ...measured } = report;
  const values = {
    vehicle: vehicle.replace(/[\u{10000}-\u{10FFFF}]/gu, writeCodePoint),
    lat,
    long: lng,
    time: time.toISOString().replace(/Z$/, '+0000'),
    ...measured,
    attributes: attributes?.replace(/[\ud800-\udfff]/g, writeEscape),
  };
  const entry = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ string: [key, String(value)] }));
  return Buffer.from(JSON.stringify({ map: { entry } }));
}

/**
 * The body of a message as the contract reads it: that of a MapMessage as a JSON object with its
 * entries, any other as it is.
 */
export function plainBody(body: Buffer): Buffer {
  if (!body.subarray(0, beginning.length).equals(beginning)) return body;
  try {
    // It begins like an object, so that it is one if it is JSON at all.
    const { map } = JSON.parse(body.toString(), keepNumbersAsText) as { readonly map: unknown };
    const entries = entriesOf(map);
    return entries ? Buffer.from(JSON.stringify(Object.fromEntries(entries))) : body;
  } catch {
    // Not JSON after all: it is parked as it came.
    return body;
  }
}

function writeCodePoint(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`;
}

function writeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}

/** ActiveMQ makes a number of each string that looks like one, also of a vehicle called "12". */
const keepNumbersAsText: Reviver = (_key, value, context) =>
  typeof value === 'number' || typeof value === 'boolean'
    ? (context?.source ?? String(value))
    : value;

/** `{"entry":[{"string":["lat","53.4"]},{"string":"lng","double":-1.5},…]}`; a single entry is no array. */
function entriesOf(map: unknown): readonly (readonly [string, string | null])[] | undefined {
  if (typeof map !== 'object' || map === null || !('entry' in map)) return undefined;
  const given: readonly unknown[] = Array.isArray(map.entry) ? map.entry : [map.entry];
  const entries = given.map(entryOf);
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

/** Values are texts by now; others, which no MapMessage has, are left out: what is nested has no bound. */
function entryOf(given: unknown): readonly [string, string | null] | undefined {
  if (typeof given !== 'object' || given === null || !('string' in given)) return undefined;
  const { string: text, ...typed } = given;
  const pair = Array.isArray(text) ? (text as readonly unknown[]) : [text, ...Object.values(typed)];
  const [key, value] = pair;
  return typeof key === 'string' ? [key, typeof value === 'string' ? value : null] : undefined;
}

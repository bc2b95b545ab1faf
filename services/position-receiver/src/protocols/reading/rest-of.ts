import type { JsonObject } from './json-object.ts';

/** Where a person would not look for it: secrets of an app, and what is another with each fix. */
const neverKept: ReadonlySet<string> = new Set(['notificationToken', 'key', 'token', 'password']);

/** A number as a form writes one; a code with zeros before it stays a text. */
const plainNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?$/;

/**
 * What a device says beside what has a field of its own: the values of an object whose names are in none of the
 * lists, short lists of words as one text. -1 and what says nothing is left out.
 */
export function restOf(
  object: JsonObject | undefined,
  used: readonly string[],
  renamed: Readonly<Record<string, string>> = {},
): JsonObject {
  const known = new Set(used);
  const rest: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(object ?? {})) {
    if (known.has(name) || neverKept.has(name) || value === -1) continue;
    rest[Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name] = asValue(value);
  }
  return rest;
}

/** The fields of a query or a form in the same way, numbers and truth values as such. */
export function restOfFields(fields: URLSearchParams, used: readonly string[]): JsonObject {
  const typed = new Map<string, unknown>();
  // Of several with one name the first counts, as everywhere.
  for (const [name, text] of fields) if (!typed.has(name)) typed.set(name, typedOf(text));
  return restOf(Object.fromEntries(typed), used);
}

function typedOf(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.length <= 20 && plainNumber.test(text) ? Number(text) : text;
}

function asValue(value: unknown): unknown {
  const isWords = Array.isArray(value) && value.every((word) => typeof word === 'string');
  return isWords ? value.slice(0, 20).join(', ') : value;
}

import * as z from 'zod';

/** What a device may say of a fix beside the fields that have names of their own. */
export const attributeLimits = {
  /** Attributes of one fix. */
  count: 32,
  /** UTF-16 units of a name. */
  name: 40,
  /** UTF-16 units of a text. */
  value: 200,
} as const;

/** A value of an attribute; numbers are finite. */
export type AttributeValue = string | number | boolean;

/** Attributes by their names. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/**
 * Attributes as they are sent, stored and answered: the text of a JSON object, like `{"satellites":9}`, which is
 * written once and read by front ends only.
 */
export type AttributesText = string;

/**
 * How many bytes the longest {@link AttributesText} takes in UTF-8: up to three a UTF-16 unit, since control
 * characters are refused and quotation marks are escaped by one more; and the punctuation.
 */
export const longestAttributes =
  2 + attributeLimits.count * (3 * (attributeLimits.name + attributeLimits.value) + 6);

/** No number or truth value has a longer text. */
const longestText = longestAttributes;

/** The schema of attributes in an answer. */
export const attributesAnswer = z
  .record(
    z.string().min(1).max(attributeLimits.name),
    z.union([z.string().max(attributeLimits.value), z.number(), z.boolean()]),
  )
  .describe(`up to ${attributeLimits.count} things that the device says beside, by its own names`);

/** What was read of attributes. */
export interface ReadAttributes {
  /** `undefined` if there is none. */
  readonly text: AttributesText | undefined;
  /** Whether some were left out: too many, too long, or of a type that is not kept. */
  readonly isCut: boolean;
}

const none: ReadAttributes = { text: undefined, isCut: false };
const unreadable: ReadAttributes = { text: undefined, isCut: true };

/**
 * Reads attributes from an object, or from its text, as a MapMessage carries it. The first 32 that fit are kept.
 * `null` and `""` say nothing; what is nested, not finite or too long, or has control characters, is left out. Never
 * throws.
 */
export function readAttributes(given: unknown): ReadAttributes {
  if (given === undefined || given === null || given === '') return none;
  const object = typeof given === 'string' ? parse(given) : given;
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return unreadable;
  return write(object);
}

function write(object: object): ReadAttributes {
  const parts: string[] = [];
  let isCut = false;
  for (const [name, value] of Object.entries(object) as [string, unknown][]) {
    if (value === null || value === undefined || value === '') continue;
    const isKept = parts.length < attributeLimits.count && isName(name) && isValue(value);
    // By hand: `__proto__` is a name as any other.
    if (isKept) parts.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
    else isCut = true;
  }
  return { text: parts.length > 0 ? `{${parts.join(',')}}` : undefined, isCut };
}

function isName(name: string): boolean {
  return name.length <= attributeLimits.name && name.trim() !== '' && isPrintable(name);
}

function isValue(value: unknown): value is AttributeValue {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'boolean') return true;
  return typeof value === 'string' && value.length <= attributeLimits.value && isPrintable(value);
}

function isPrintable(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && text.isWellFormed();
}

function parse(text: string): unknown {
  if (text.length > longestText || !text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A text that is no JSON says nothing.
    return undefined;
  }
}

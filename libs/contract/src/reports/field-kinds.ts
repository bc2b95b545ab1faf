import * as z from 'zod';

/** The longest text that is looked at for a number or a truth value. */
const maxValueLength = 64;

/** The longest text of a field, in UTF-16 units. */
const maxTextLength = 200;

/** How the values of an optional field are read, stored and answered. */
export interface FieldKind<Value extends FieldValue> {
  /** The value, from whatever a device sent; `undefined` if it says nothing, which is never an error. */
  readonly read: (given: unknown) => Value | undefined;
  /** What REST and the live feed answer for a vehicle that sent it. */
  readonly answer: z.ZodType<Value>;
  /** How many bytes its longest value takes in a store. */
  readonly longest: number;
  /** A value that is read as it is; the contract tests send it the whole way. */
  readonly example: Value;
}

/** What an optional field can hold; a store needs to keep no other types. */
export type FieldValue = number | boolean | string;

/** What is said of a field that holds a number. */
export interface NumberField {
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly example: number;
}

/** A number in a range; what lies outside is unknown, as are -1, `""` and `NaN` for most devices. */
export function numberField({ unit, least, most, example }: NumberField): FieldKind<number> {
  return {
    read: (given) => {
      const value = readNumber(given);
      return value !== undefined && value >= least && value <= most ? value : undefined;
    },
    answer: z.number().min(least).max(most).describe(unit),
    longest: 8,
    example,
  };
}

/** Degrees clockwise from north, 0 up to but not including 360, which is read as 0. */
export function directionField(): FieldKind<number> {
  const turn = numberField({ unit: 'degrees from north', least: 0, most: 360, example: 271.5 });
  return {
    ...turn,
    read: (given) => {
      const value = turn.read(given);
      return value === 360 ? 0 : value;
    },
  };
}

const flags: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  [1, true],
  ['1', true],
  [false, false],
  ['false', false],
  [0, false],
  ['0', false],
]);

/** Yes or no: a truth value, or 1 and 0. */
export function flagField(description: string): FieldKind<boolean> {
  return {
    read: (given) => flags.get(given),
    answer: z.boolean().describe(description),
    longest: 1,
    example: true,
  };
}

/** A short text; an empty one, or one of more than 200 characters, is unknown. */
export function textField(description: string, example: string): FieldKind<string> {
  return {
    read: (given) =>
      typeof given === 'string' && given !== '' && given.length <= maxTextLength
        ? given
        : undefined,
    answer: z.string().min(1).max(maxTextLength).describe(description),
    // UTF-8 takes up to three bytes a UTF-16 unit.
    longest: 3 * maxTextLength + 5,
    example,
  };
}

/** A decimal number, as the Java system writes it. */
const decimalString = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/**
 * A finite number, given as one or as up to 64 characters with a decimal point, blanks around them
 * allowed; `undefined` for anything else. Never answers -0, which JSON cannot write.
 */
export function readNumber(given: unknown): number | undefined {
  const value = typeof given === 'string' ? readDecimal(given) : given;
  return typeof value === 'number' && Number.isFinite(value) ? value + 0 : undefined;
}

function readDecimal(text: string): number | undefined {
  if (text.length > maxValueLength) return undefined;
  const digits = text.trim();
  return decimalString.test(digits) ? Number(digits) : undefined;
}

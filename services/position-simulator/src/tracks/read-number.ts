/** Longer than any receiver writes a number; what is longer is none. */
const longestNumber = 64;

/** Each digit can be read in one way only, so that the work is linear in the length. */
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * Reads a number of a track file that must lie in a range.
 *
 * @throws Error that says what was given and what was expected; the caller knows file and line.
 */
export function readNumber(
  field: string,
  text: string | undefined,
  [least, most]: readonly [number, number],
): number {
  const value = decimalOf(text);
  if (value >= least && value <= most) return value;
  const given = text === undefined ? 'nothing' : `"${text.slice(0, 40)}"`;
  throw new Error(`${field}: ${given} given, expected a number from ${least} to ${most}`);
}

/** The number that a text is in decimal, blanks around it apart; NaN where it is none. */
function decimalOf(text: string | undefined): number {
  // Some programs write a decimal comma where their user's language has one.
  const trimmed = text?.trim().replace(',', '.') ?? '';
  return trimmed.length <= longestNumber && decimal.test(trimmed) ? Number(trimmed) : NaN;
}

/** The latitudes of the globe. */
export const globe = { lat: [-90, 90] } as const;

import * as z from 'zod';

/** What nearly all names are: printable characters of ASCII. Names are checked with each report. */
const plainName = /^[!-~](?:[ -~]{0,98}[!-~])?$/;

/** Blanks at an end, or a control or line-separating character anywhere. */
const unprintable = /^\s|\s$|[\p{Cc}\p{Zl}\p{Zp}]/u;

const wrongLength = 'expected a name of 1 to 100 characters';

/**
 * What a value would have to be to be a vehicle's name, as the end of a sentence; `undefined` if it is one.
 * {@link vehicleName} says which ones are.
 */
export function expectedOfName(name: unknown): string | undefined {
  if (typeof name !== 'string' || name.length < 1 || name.length > 100) return wrongLength;
  if (name === '.' || name === '..') return 'expected another name: a URL cannot carry this one';
  if (plainName.test(name) || (!unprintable.test(name) && name.isWellFormed())) return undefined;
  return 'expected a name without control characters and without blanks at its ends';
}

/**
 * A vehicle's name, which is also its id: 1 to 100 UTF-16 units, no control characters, no blanks at
 * the ends, not `.` or `..` (a URL cannot carry those two as a path segment). All else is valid and
 * is percent-encoded where it stands in a URL.
 */
export const vehicleName = z.string(wrongLength).superRefine((name, context) => {
  const message = expectedOfName(name);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

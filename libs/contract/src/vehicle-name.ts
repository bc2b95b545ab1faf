import * as z from 'zod';

/** Blanks at an end, or a control or line-separating character anywhere. */
const unprintable = /^\s|\s$|[\p{Cc}\p{Zl}\p{Zp}]/u;

const length = { error: 'expected a name of 1 to 100 characters', abort: true };

/**
 * A vehicle's name, which is also its id: 1 to 100 UTF-16 units, no control characters, no blanks at
 * the ends, not `.` or `..` (a URL cannot carry those two as a path segment). All else is valid and
 * is percent-encoded where it stands in a URL.
 */
export const vehicleName = z
  .string(length)
  // Not .max(100), which counts code points: 100 emoji are 200 UTF-16 units.
  .refine((name) => name.length >= 1 && name.length <= 100, length)
  .refine((name) => !unprintable.test(name) && name.isWellFormed(), {
    message: 'expected a name without control characters and without blanks at its ends',
  })
  .refine((name) => name !== '.' && name !== '..', {
    message: 'expected another name: a URL cannot carry this one',
  });

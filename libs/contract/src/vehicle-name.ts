import * as z from 'zod';

/** Blanks at an end, or a control or line-separating character anywhere. */
const unprintable = /^\s|\s$|[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * A vehicle's name, which is also its id: 1 to 100 UTF-16 units, no control characters, no blanks at
 * the ends, not `.` or `..` (a URL cannot carry those two as a path segment). All else is valid and
 * is percent-encoded where it stands in a URL.
 */
export const vehicleName = z
  .string()
  .min(1, 'a vehicle name has at least 1 character')
  .max(100, 'a vehicle name has at most 100 characters')
  .refine((name) => !unprintable.test(name) && name.isWellFormed(), {
    message: 'a vehicle name has no control characters and no blanks at its ends',
  })
  .refine((name) => name !== '.' && name !== '..', {
    message: 'a vehicle name is not "." or ".."',
  });

import * as z from 'zod';
import { instant } from '../instant.ts';

/** Control and line-separating characters, and blanks at an end: what no single line of text has. */
const unprintable = /^\s|\s$|[\p{Cc}\p{Zl}\p{Zp}]/u;

/** One line of 1 to `most` UTF-16 units, without control characters and without blanks at its ends. */
export function line(most: number) {
  const message = `expected a text of 1 to ${most} characters, without line breaks and without blanks at its ends`;
  return z
    .string(message)
    .min(1, message)
    .max(most, message)
    .refine((text) => !unprintable.test(text) && text.isWellFormed(), message);
}

/** A text of up to `most` UTF-16 units that may have several lines. */
export function lines(most: number) {
  const message = `expected a text of at most ${most} characters`;
  return z
    .string(message)
    .max(most, message)
    .refine((text) => text.isWellFormed(), message);
}

/** A time that somebody gives, as `toISOString` writes it. */
export const givenTime = instant.transform((date) => date.toISOString());

/** A time that the registry answers. */
export const answeredTime = z.iso.datetime({ precision: 3 });

/** Limits a person to groups, and names the group of a vehicle. */
export const groupName = line(60);

const secretMessage = 'expected the text that was given once, 16 to 128 letters, digits, - and _';

/** A token in a link or of a program: 128 random bits or more, as base64url. */
export const secretText = z.string(secretMessage).regex(/^[\w-]{16,128}$/, secretMessage);

const hashMessage = 'expected a SHA-256, 64 lower-case hexadecimal digits';

/** What is known of a key in place of the key. */
export const secretHash = z.string(hashMessage).regex(/^[0-9a-f]{64}$/, hashMessage);

import * as z from 'zod';

/** Longer texts are no times: nanoseconds, zone and separators need less. */
const maxLength = 40;

const date = String.raw`(\d{4})-?(\d\d)-?(\d\d)`;
const timeOfDay = String.raw`(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?`;
const zone = String.raw`(?:Z|UTC|GMT|([+-]\d\d)(?::?(\d\d))?)`;

/**
 * ISO 8601 date and time with a zone, in its extended or basic form, and what is written nearly so and
 * can mean nothing else: a blank for the `T`, lower case, `+0000` (the Java system), `+01`, ` UTC`.
 */
const zonedIso = new RegExp(`^${date}[T ]${timeOfDay} ?${zone}$`, 'i');
const zonelessIso = new RegExp(`^${date}(?:[T ]${timeOfDay})?$`, 'i');

/** What {@link parseInstant} reads, as the end of a sentence. */
export const timeFormat = 'expected an ISO 8601 time with a zone, like 2026-11-22T10:00:00.000Z';

/** Whether the month has this day: `Date` silently carries 31 June over into July. */
function isDayOfItsMonth(year: string, month: string, day: string): boolean {
  // 2,000 years later the leap years are the same; Date.UTC takes 0 to 99 for 1900 to 1999.
  const daysInMonth = new Date(Date.UTC(Number(year) + 2_000, Number(month), 0)).getUTCDate();
  return Number(day) <= daysInMonth;
}

/** What `toISOString` writes, and nearly every report has. */
const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** A time as `toISOString` writes it; `undefined` for any other text. */
export function parseWritten(text: string): Date | undefined {
  if (!written.test(text)) return undefined;
  const date = new Date(text);
  // `Date` silently carries 31 June over into July; the day of an invalid date is NaN.
  return date.getUTCDate() === Number(text.slice(8, 10)) ? date : undefined;
}

/**
 * Reads an ISO 8601 time that names its zone; `undefined` for anything else, a day that does not
 * exist included. What it reads is written by `toISOString` with a year of four digits.
 */
export function parseInstant(text: string): Date | undefined {
  const match = text.length <= maxLength ? zonedIso.exec(text) : null;
  if (!match) return undefined;
  const [, year = '', month = '', day = '', hours = '', minutes = ''] = match;
  const [seconds = '00', fraction = '0', zoneHours = '+00', zoneMinutes = '00'] = match.slice(6);
  const instant = new Date(
    `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${fraction}${zoneHours}:${zoneMinutes}`,
  );
  const utcYear = instant.getUTCFullYear();
  // The zone may move the year out of 0000 to 9999; the year of an invalid date is NaN.
  const isWritable = utcYear >= 0 && utcYear <= 9999;
  return isWritable && isDayOfItsMonth(year, month, day) ? instant : undefined;
}

/** Whether a text would be a time if it named its zone. */
export function isWithoutZone(text: string): boolean {
  return text.length <= maxLength && zonelessIso.test(text);
}

/** An ISO 8601 time with a zone, as a `Date`. */
export const instant = z.string(timeFormat).transform((text, context) => {
  const date = parseInstant(text);
  if (date) return date;
  context.addIssue({ code: 'custom', message: timeFormat });
  return z.NEVER;
});

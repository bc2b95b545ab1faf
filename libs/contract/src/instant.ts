import * as z from 'zod';

/** ISO 8601 date and time with a zone: `Z`, `+01:00` or the Java system's `+0000`. */
const zonedIso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)$/;

const message = 'expected an ISO 8601 time with a zone, like 2026-11-22T10:00:00.000Z';

/** Whether the month has this day: `Date` silently carries 31 June over into July. */
function isDayOfItsMonth(text: string): boolean {
  const day = Number(text.slice(8, 10));
  if (day <= 28) return true;
  const daysInMonth = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0));
  return day <= daysInMonth.getUTCDate();
}

/**
 * Reads an ISO 8601 time that names its zone; `undefined` for anything else, a day that does not
 * exist included. What it reads is written by `toISOString` with a year of four digits.
 */
export function parseInstant(text: string): Date | undefined {
  const match = zonedIso.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  const zone = match[2].replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const date = new Date(match[1] + zone);
  const year = date.getUTCFullYear();
  // The zone may move the year out of 0000 to 9999; the year of an invalid date is NaN.
  return year >= 0 && year <= 9999 && isDayOfItsMonth(match[1]) ? date : undefined;
}

/** An ISO 8601 time with a zone, as a `Date`. */
export const instant = z.string(message).transform((text, context) => {
  const date = parseInstant(text);
  if (date) return date;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

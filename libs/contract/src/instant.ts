import * as z from 'zod';

/** ISO 8601 date and time with a zone: `Z`, `+01:00` or the Java system's `+0000`. */
const zonedIso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)$/;

/** Days of the months, to refuse a date that `Date` would silently carry over, like 31 June. */
function isDayOfItsMonth(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Reads an ISO 8601 time that names its zone; `undefined` for anything else, a day that does not
 * exist included.
 */
export function parseInstant(text: string): Date | undefined {
  const match = zonedIso.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  const zone = match[2].replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const date = new Date(match[1] + zone);
  return Number.isNaN(date.getTime()) || !isDayOfItsMonth(match[1]) ? undefined : date;
}

/** An ISO 8601 time with a zone, as a `Date`. */
export const instant = z.string().transform((text, context) => {
  const date = parseInstant(text);
  if (date) return date;
  context.addIssue({
    code: 'custom',
    message: `expected an ISO 8601 time with a zone, like 2026-11-22T10:00:00.000Z`,
  });
  return z.NEVER;
});

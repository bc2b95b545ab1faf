import { describe, expect, it } from '@jest/globals';
import { decodeReports } from './report-codec.ts';

/** The largest message that is read. */
const mebibyte = 1024 * 1024;

/**
 * What one shape may take; each takes less than a second. A step for each two characters of such a
 * message, which is what a quadratic expression needs, takes minutes.
 */
const watchdogMs = 20_000;

/** A message of nearly 1 MiB: a text between two others, as often as it fits. */
function filled(before: string, text: string, after: string): string {
  const room = mebibyte - before.length - after.length;
  return before + text.repeat(Math.floor(room / text.length)) + after;
}

const rest = '"lat":1,"lng":2,"time":1795967604}';

/** The value of a field is a text of nearly 1 MiB. */
const longText = (field: string, text: string, end: string) =>
  filled(`{"vehicle":"r","lat":1,"lng":2,"time":1795967604,"${field}":"`, text, `${end}"}`);

const numbers = ['lat', 'lng', 'speed', 'heading', 'accuracy', 'time'];

const keys = (name: (index: number) => string) =>
  `{${Array.from({ length: 60_000 }, (_, index) => `"${name(index)}":1`).join()},"vehicle":"r",${rest}`;

/** As many parts as fit, nested so deeply. */
function deepParts(levels: number): string {
  const part = '['.repeat(levels) + ']'.repeat(levels);
  const count = Math.min(1_000, Math.floor(mebibyte / (part.length + 1)));
  return `[${Array<string>(count).fill(part).join()}]`;
}

const shapes: readonly (readonly [string, string])[] = [
  ...numbers.flatMap((field) => [
    [`digits in ${field}`, longText(field, '1', 'x')] as const,
    [`digits and a point in ${field}`, longText(field, '1', '.x')] as const,
    [`blanks in ${field}`, longText(field, ' ', 'x')] as const,
    [`a number of a million digits in ${field}`, filled(`{"${field}":`, '1', `,${rest}`)] as const,
    [
      `a fraction of a million digits in ${field}`,
      filled(`{"${field}":0.`, '0', `,${rest}`),
    ] as const,
  ]),
  ['a time whose fraction does not end', longText('time', '0', 'Z')],
  ['a time of zones', longText('time', '+01:00', '')],
  ['blanks in the name', longText('vehicle', ' ', 'x')],
  ['a name of halves of characters', longText('vehicle', '\ud800', '')],
  ['control characters in the name', longText('vehicle', '\\u0000', '')],
  ['arrays in arrays', filled('', '[', '')],
  ['arrays in arrays, closed', '['.repeat(mebibyte / 2) + ']'.repeat(mebibyte / 2)],
  ['objects in objects', filled('', '{"a":', '')],
  ['objects in the name', `{"vehicle":${filled('', '{"a":', `1${'}'.repeat(80_000)}`)},${rest}`],
  ...[20, 500, 5_000].map((levels) => [`parts of ${levels} levels`, deepParts(levels)] as const),
  ['many keys', keys((index) => `k${index}`)],
  ['many numbered keys', keys((index) => `${index * 7_919}`)],
  ['one key, many times', keys(() => 'lat')],
  ['the keys of the object’s own machinery', keys(() => '__proto__')],
  ['keys that differ in their separators', keys((index) => `lat${'_'.repeat(index % 40)}`)],
  ['a key of a million characters', filled('{"', '_', `":1,"vehicle":"r",${rest}`)],
  ['a thousand bad parts', `[${Array<string>(1_000).fill('{"lat":"x"}').join()}]`],
  ['more parts than are read', filled('[0', ',0', ']')],
  ['a text that does not end', filled('{"vehicle":NaN,"a":"', '\\"', '')],
  ['quotation marks', filled('NaN', '"', '')],
  ['backslashes', filled('NaN"', '\\', '')],
  ['NaN without an end', filled('[', 'NaN,', '')],
  ['signs before no number', filled('[NaN', '-', ']')],
  ['bytes of nothing', filled('{}', '\0', 'x')],
  ['bytes of nothing at the end', filled('{}', '\0', '')],
];

describe('decodeReports', () => {
  it.each(shapes)(
    'is done in time with a message of a mebibyte: %s',
    (_, body) => {
      const { reports, unreadable } = decodeReports(body);

      expect(reports.length + unreadable.length).toBeGreaterThan(0);
      for (const { detail } of unreadable) expect(detail.length).toBeLessThan(1_000);
    },
    watchdogMs,
  );
});

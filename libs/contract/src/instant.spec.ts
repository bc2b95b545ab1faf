import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant, parseInstant, parseWritten } from './instant.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00.123456Z', '2026-11-22T10:00:00.123Z'],
    ['2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00.000Z'],
    ['2026-11-22T10:00:00.000+0000', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00.000-0330', '2026-11-22T13:30:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-11-22 10:00:00Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22t10:00:00z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22 10:00:00.5+01', '2026-11-22T09:00:00.500Z'],
    ['2026-11-22 10:00:00 +0000', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22 10:00:00 UTC', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00,250Z', '2026-11-22T10:00:00.250Z'],
    ['20261122T100000Z', '2026-11-22T10:00:00.000Z'],
    ['20261122T1000-03', '2026-11-22T13:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)?.toISOString()).toBe(expected);
  });

  it.each([
    ['an empty text', ''],
    ['a word', 'yesterday'],
    ['a date alone', '2026-11-22'],
    ['a time without a zone', '2026-11-22T10:00:00'],
    ['a zone that many have', '2026-11-22 10:00:00 EST'],
    ['day before month', '22-11-2026 10:00:00Z'],
    ['more digits than a time has', `2026-11-22T10:00:00.${'1'.repeat(30)}Z`],
    ['a blank for the plus of a zone', '2026-11-22T10:00:00.000 0000'],
    ['31 June', '2026-06-31T10:00:00Z'],
    ['29 February of an ordinary year', '2026-02-29T10:00:00Z'],
    ['day 0', '2026-06-00T10:00:00Z'],
    ['month 13', '2026-13-01T10:00:00Z'],
    ['25 o’clock', '2026-11-22T25:00:00Z'],
    ['a zone of 99 hours', '2026-11-22T10:00:00+99:00'],
    ['a year of five digits', '+012026-11-22T10:00:00Z'],
    ['a zone that leads into the year 10000', '9999-12-31T23:59:59-01:00'],
    ['a zone that leads before the year 0', '0000-01-01T00:00:00+01:00'],
    ['text after it', '2026-11-22T10:00:00Z; rm'],
  ])('refuses %s', (_, text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('reads back every time that toISOString writes with four digits of year', () => {
    fc.assert(
      fc.property(
        fc.date({
          noInvalidDate: true,
          min: new Date('0000-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59.999Z'),
        }),
        (date) => {
          expect(parseInstant(date.toISOString())).toEqual(date);
        },
      ),
    );
  });
});

describe('instant', () => {
  it('answers a Date', () => {
    expect(instant.parse('2026-11-22T10:00:00+0000')).toEqual(new Date('2026-11-22T10:00:00Z'));
  });

  it.each(['yesterday', 5, null, undefined, ['2026-11-22T10:00:00Z']])(
    'says what it expects when it is given %j',
    (value) => {
      expect(instant.safeParse(value).error?.issues).toMatchObject([
        { message: 'expected an ISO 8601 time with a zone, like 2026-11-22T10:00:00.000Z' },
      ]);
    },
  );
});

describe('parseWritten', () => {
  const digits = (length: number) =>
    fc
      .integer({ min: 0, max: 10 ** length - 1 })
      .map((value) => String(value).padStart(length, '0'));

  it('reads what parseInstant reads, or nothing', () => {
    const parts = fc.tuple(
      digits(4),
      digits(2),
      digits(2),
      digits(2),
      digits(2),
      digits(2),
      digits(3),
    );
    fc.assert(
      fc.property(parts, ([year, month, day, hours, minutes, seconds, ms]) => {
        const text = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${ms}Z`;

        const written = parseWritten(text);

        if (written) expect(written).toEqual(parseInstant(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it('reads what toISOString writes, and no day that does not exist', () => {
    const time = new Date('2026-11-22T10:00:00.000Z');

    expect(parseWritten(time.toISOString())).toEqual(time);
    expect(parseWritten('2026-11-31T10:00:00.000Z')).toBeUndefined();
  });
});

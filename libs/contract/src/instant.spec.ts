import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant, parseInstant } from './instant.ts';

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
  ])('reads %s', (text, expected) => {
    expect(parseInstant(text)?.toISOString()).toBe(expected);
  });

  it.each([
    ['an empty text', ''],
    ['a word', 'yesterday'],
    ['a date alone', '2026-11-22'],
    ['a time without a zone', '2026-11-22T10:00:00'],
    ['a blank for the T', '2026-11-22 10:00:00Z'],
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

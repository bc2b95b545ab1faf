import { describe, expect, it } from '@jest/globals';
import { readReportTime } from './report-time.ts';

const time = new Date('2026-11-29T16:33:24.000Z');
const ms = time.getTime();

describe('readReportTime', () => {
  it.each([
    ['seconds', ms / 1e3],
    ['seconds as text', '1795970004'],
    ['seconds with a fraction', '1795970004.000'],
    ['milliseconds', ms],
    ['milliseconds as text', String(ms)],
    ['microseconds', ms * 1e3],
    ['nanoseconds', ms * 1e6],
    ['ISO 8601', '2026-11-29T16:33:24Z'],
    ['the way a database writes it', '2026-11-29 16:33:24.000+00'],
  ])('reads %s', (_, given) => {
    expect(readReportTime(given)).toEqual(time);
  });

  it('reads fractions of a second to the millisecond', () => {
    expect(readReportTime(1_795_970_004.25)).toEqual(new Date(ms + 250));
  });

  it.each([
    ['zero', 0],
    ['minus one', -1],
  ])('reads %s as what it says, long ago', (_, given) => {
    expect(readReportTime(given)).toEqual(new Date(given * 1_000));
  });

  it.each(['2026-11-29T16:33:24', '2026-11-29 16:33:24.5', '20261129T163324', '2026-11-29'])(
    'asks for a zone where %j has none',
    (given) => {
      expect(readReportTime(given)).toEqual({
        expected: 'expected a zone at its end, like Z or +01:00',
      });
    },
  );

  it.each([
    ['a word', 'now'],
    ['another order of day and month', '29/11/2026 16:33:24Z'],
    ['a number beyond all calendars', 1e300],
    ['more digits than a time has', '1'.repeat(100)],
    ['nothing', undefined],
    ['no value', null],
    ['not a number', NaN],
    ['an array', [ms]],
    ['an object', { $date: ms }],
    ['a truth value', true],
  ])('refuses %s', (_, given) => {
    expect(readReportTime(given)).toEqual({
      expected:
        'expected an ISO 8601 time with a zone, like 2026-11-22T10:00:00.000Z, ' +
        'or seconds or milliseconds since 1970',
    });
  });
});

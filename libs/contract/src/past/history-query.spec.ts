import { describe, expect, it } from '@jest/globals';
import { detailFieldNames } from '../reports/report-fields.ts';
import { historyQuery, openHistoryQuery, vehiclesQuery } from './history-query.ts';

describe('openHistoryQuery', () => {
  it('tells a limit that was given from none', () => {
    expect(openHistoryQuery.parse({})).toEqual({});
    expect(openHistoryQuery.parse({ limit: '5000' })).toEqual({ limit: 5_000 });
    expect(openHistoryQuery.safeParse({ limit: '0' }).success).toBe(false);
  });
});

describe('historyQuery', () => {
  it('asks for the newest 5,000 where it says nothing', () => {
    expect(historyQuery.parse({})).toEqual({ limit: 5_000 });
  });

  it('reads times and a limit', () => {
    const query = { since: '2026-11-22T10:00:00+0100', until: '2026-11-22T10:00:00Z', limit: '7' };

    expect(historyQuery.parse(query)).toEqual({
      since: new Date('2026-11-22T09:00:00Z'),
      until: new Date('2026-11-22T10:00:00Z'),
      limit: 7,
    });
  });

  it.each([1, 100_000])('takes the limit %i', (limit) => {
    expect(historyQuery.parse({ limit: String(limit) }).limit).toBe(limit);
  });

  it.each(['', '0', '-1', '1.5', '1e9', '100001', '1e3', 'all', '٣', ['5', '6'], { gt: '5' }])(
    'refuses the limit %j',
    (limit) => {
      expect(historyQuery.safeParse({ limit }).error?.issues).toMatchObject([
        { path: ['limit'], message: 'expected a whole number from 1 to 100000' },
      ]);
    },
  );

  it.each([
    ['5', 5],
    ['0.1', 0.1],
    ['12.25', 12.25],
    ['100000', 100_000],
  ])('simplifies to within %s metres', (simplify, metres) => {
    expect(historyQuery.parse({ simplify })).toEqual({ limit: 5_000, simplify: metres });
  });

  it.each(['', '0', '0.05', '-1', '1e3', '100001', '5m', '.5', ['5', '6']])(
    'refuses to simplify to within %j',
    (simplify) => {
      expect(historyQuery.safeParse({ simplify }).error?.issues).toMatchObject([
        { path: ['simplify'], message: 'expected metres from 0.1 to 100000, like 5' },
      ]);
    },
  );

  it.each([
    ['battery', ['battery']],
    ['fuel,attributes', ['fuel', 'attributes']],
    ['all', detailFieldNames],
  ])('asks for the fields %s', (fields, names) => {
    expect(historyQuery.parse({ fields })).toEqual({ limit: 5_000, fields: names });
  });

  it.each([
    '',
    'speed',
    'battery,',
    'Battery',
    'battery, fuel',
    'all,fuel',
    'x'.repeat(300),
    ['a'],
  ])('refuses the fields %j', (fields) => {
    expect(historyQuery.safeParse({ fields }).error?.issues).toMatchObject([
      {
        path: ['fields'],
        message:
          'expected some of accuracy, altitude, ignition, battery, charging, odometer, fuel, alarm, ' +
          'attributes, with commas between them, or all',
      },
    ]);
  });

  it.each(['since', 'until'])('refuses yesterday as %s', (field) => {
    expect(historyQuery.safeParse({ [field]: 'yesterday' }).error?.issues).toMatchObject([
      { path: [field], message: expect.stringContaining('expected an ISO 8601 time') },
    ]);
  });
});

describe('vehiclesQuery', () => {
  it('reads the time since when', () => {
    expect(vehiclesQuery.parse({})).toEqual({});
    expect(vehiclesQuery.parse({ since: '2026-11-22T10:00:00Z' })).toEqual({
      since: new Date('2026-11-22T10:00:00Z'),
    });
  });

  it('refuses a time without a zone', () => {
    expect(vehiclesQuery.safeParse({ since: '2026-11-22T10:00:00' }).success).toBe(false);
  });
});

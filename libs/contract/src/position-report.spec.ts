import { describe, expect, it } from '@jest/globals';
import { positionReport } from './position-report.ts';

const report = {
  vehicle: 'City Truck',
  lat: -29.90453,
  lng: -71.24894,
  time: '2026-11-22T10:00:00.000Z',
};
const time = new Date('2026-11-22T10:00:00.000Z');

describe('positionReport', () => {
  it('reads the four fields that every vehicle sends', () => {
    expect(positionReport.parse(report)).toEqual({ ...report, time });
  });

  it('reads what a device measured itself', () => {
    const measured = { speed: 13.9, heading: 271, accuracy: 4.5 };

    expect(positionReport.parse({ ...report, ...measured })).toEqual({
      ...report,
      time,
      ...measured,
    });
  });

  it('reads the spelling of the Java system', () => {
    const java = {
      vehicle: 'City Truck',
      lat: '53.3798165805637436828125',
      long: '-1.46622528322',
      time: '2026-11-22T10:00:00.000+0000',
    };

    expect(positionReport.parse(java)).toEqual({
      vehicle: 'City Truck',
      lat: 53.37981658056374,
      lng: -1.46622528322,
      time,
    });
  });

  it.each([
    ['5', 5],
    ['-5.25', -5.25],
    ['+5', 5],
    ['.5', 0.5],
    ['5.', 5],
    ['0E-7', 0],
    ['1e1', 10],
  ])('reads the string %j as a number', (text, lat) => {
    expect(positionReport.parse({ ...report, lat: text }).lat).toBe(lat);
  });

  it('prefers lng where lng and long are given', () => {
    expect(positionReport.parse({ ...report, long: 5 }).lng).toBe(report.lng);
  });

  it('ignores fields that it does not know', () => {
    const extra = { ...report, fuel: 0.4, driver: { name: 'Ana' } };

    expect(positionReport.parse(extra)).toEqual({ ...report, time });
  });

  it('takes null for a field that a device has but did not measure', () => {
    const unmeasured = { ...report, speed: null, heading: null, accuracy: null };

    expect(positionReport.parse(unmeasured)).toEqual({ ...report, time });
  });

  it.each([
    ['lat', [-90, 90]],
    ['lng', [-180, 180]],
    ['speed', [0, 1_000]],
    ['heading', [0, 360]],
    ['accuracy', [0, 1_000_000]],
  ])('takes the least and the greatest %s', (field, bounds) => {
    for (const bound of bounds) {
      expect(positionReport.parse({ ...report, [field]: bound })).toHaveProperty(field, bound);
    }
  });

  it.each([
    ['lat', 91, 'expected a number from -90 to 90'],
    ['lat', -90.000001, 'expected a number from -90 to 90'],
    ['lat', 'NaN', 'expected a number from -90 to 90'],
    ['lat', '', 'expected a number from -90 to 90'],
    ['lat', ' ', 'expected a number from -90 to 90'],
    ['lat', '5,5', 'expected a number from -90 to 90'],
    ['lat', '0x10', 'expected a number from -90 to 90'],
    ['lat', '1e999', 'expected a number from -90 to 90'],
    ['lat', NaN, 'expected a number from -90 to 90'],
    ['lat', Infinity, 'expected a number from -90 to 90'],
    ['lat', null, 'expected a number from -90 to 90'],
    ['lat', undefined, 'expected a number from -90 to 90'],
    ['lat', true, 'expected a number from -90 to 90'],
    ['lat', [5], 'expected a number from -90 to 90'],
    ['lng', 180.5, 'expected a number from -180 to 180'],
    ['time', '2026-11-22T10:00:00', 'expected an ISO 8601 time with a zone'],
    ['time', 1_795_341_600_000, 'expected an ISO 8601 time with a zone'],
    ['time', undefined, 'expected an ISO 8601 time with a zone'],
    ['vehicle', '', 'expected a name of 1 to 100 characters'],
    ['vehicle', undefined, 'expected a name of 1 to 100 characters'],
    ['speed', -0.1, 'expected a number from 0 to 1000'],
    ['speed', '', 'expected a number from 0 to 1000'],
    ['heading', 361, 'expected a number from 0 to 360'],
    ['accuracy', 'good', 'expected a number from 0 to 1000000'],
  ])('refuses %s %j with one sentence', (field, value, message) => {
    expect(positionReport.safeParse({ ...report, [field]: value }).error?.issues).toEqual([
      expect.objectContaining({
        path: [field],
        message: expect.stringContaining(message),
      }),
    ]);
  });

  it.each([null, 5, 'text', [], [report], undefined])('refuses %j as a whole', (value) => {
    expect(positionReport.safeParse(value).error?.issues).toMatchObject([
      { path: [], message: 'expected an object with vehicle, lat, lng and time' },
    ]);
  });
});

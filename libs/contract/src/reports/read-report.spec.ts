import { describe, expect, it } from '@jest/globals';
import { aReport } from '../testing.ts';
import { readReport } from './read-report.ts';
import { reportFields, reportFieldNames } from './report-fields.ts';
import { spellings } from './spellings.ts';

const report = {
  vehicle: 'City Truck',
  lat: -29.90453,
  lng: -71.24894,
  time: '2026-11-22T10:00:00.000Z',
};
const time = new Date('2026-11-22T10:00:00.000Z');

/** What is read of a report with these fields instead of, or beside, the usual ones. */
const read = (fields: Record<string, unknown>) => readReport({ ...report, ...fields });

/** A report without one of its fields, for others in its place. */
function without(field: string, fields: Record<string, unknown>) {
  const rest = Object.entries(report).filter(([name]) => name !== field);
  return readReport({ ...Object.fromEntries(rest), ...fields });
}

describe('readReport', () => {
  it('reads the four fields that every vehicle sends', () => {
    expect(readReport(report)).toEqual({ report: aReport(), ignored: [] });
  });

  it('reads what a device measured itself', () => {
    const measured = { speed: 13.9, heading: 271, accuracy: 4.5 };

    expect(read(measured)).toEqual({ report: aReport(measured), ignored: [] });
  });

  it.each(reportFieldNames)('reads the example of %s, also from text', (name) => {
    const { example } = reportFields[name];

    expect(read({ [name]: example })).toMatchObject({ report: { [name]: example } });
    expect(read({ [name]: String(example) })).toMatchObject({ report: { [name]: example } });
  });

  it('reads the spelling of the Java system', () => {
    const java = {
      vehicle: 'City Truck',
      lat: '53.3798165805637436828125',
      long: '-1.46622528322',
      time: '2026-11-22T10:00:00.000+0000',
    };

    expect(readReport(java)).toEqual({
      report: aReport({ lat: 53.37981658056374, lng: -1.46622528322 }),
      ignored: [],
    });
  });

  it.each([
    ['5', 5],
    ['-5.25', -5.25],
    ['+5', 5],
    ['.5', 0.5],
    ['5.', 5],
    [' 5 ', 5],
    ['0E-7', 0],
    ['1e1', 10],
    ['-0', 0],
    [-0, 0],
  ])('reads %j as a number', (given, lat) => {
    expect(read({ lat: given })).toMatchObject({ report: { lat } });
  });

  it.each([
    ['a number', 4711, '4711'],
    ['an IMEI', 354_678_901_234_567, '354678901234567'],
    ['zero', 0, '0'],
  ])('takes %s for the name of a vehicle', (_, vehicle, name) => {
    expect(read({ vehicle })).toMatchObject({ report: { vehicle: name } });
  });

  it.each([
    ['a number that lost its last digits', 2 ** 66],
    ['a number that means unknown', -1],
    ['a fraction', 1.5],
    ['a truth value', true],
  ])('takes no %s for the name of a vehicle', (_, vehicle) => {
    expect(read({ vehicle })).toEqual({
      problem: `vehicle: ${String(vehicle)} given, expected a name of 1 to 100 characters`,
    });
  });

  it.each(
    (['vehicle', 'lat', 'lng', 'time'] as const).flatMap((field) =>
      (spellings[field] ?? []).map((name) => [field, name] as const),
    ),
  )('reads %s where it is called %s', (field, name) => {
    expect(without(field, { [name]: report[field] })).toEqual({ report: aReport(), ignored: [] });
  });

  it.each(['Bearing', 'course', 'COG'])('reads the heading where it is called %s', (name) => {
    expect(read({ [name]: 90 })).toMatchObject({ report: { heading: 90 } });
  });

  it('makes no difference of case, _ and -', () => {
    const pascal = { Vehicle_Id: 'City Truck', Latitude: 1, LONGITUDE: 2, 'fix-time': report.time };

    expect(readReport(pascal)).toEqual({ report: aReport({ lat: 1, lng: 2 }), ignored: [] });
  });

  it('prefers the name of the contract, in whatever order they come', () => {
    expect(readReport({ lon: 1, ...report, long: 5, name: 'Other', id: 7 })).toEqual({
      report: aReport(),
      ignored: [],
    });
  });

  it('passes over a name that has no value, or an object, for one that has', () => {
    const given = { vehicle: null, device: { id: 1 }, name: 'City Truck', lat: '', latitude: 3 };

    expect(read(given)).toEqual({ report: aReport({ lat: 3 }), ignored: [] });
  });

  it('ignores fields that it does not know, whatever they are called', () => {
    const extra = { driver: { name: 'Ana' }, ['x'.repeat(100_000)]: 1, constructor: 2 };

    expect(read(extra)).toEqual({ report: aReport(), ignored: [] });
    expect(
      readReport(JSON.parse(`{"__proto__":{"lat":1},${JSON.stringify(report).slice(1)}`)),
    ).toEqual({ report: aReport(), ignored: [] });
  });

  it('keeps the place and the good attributes beside bad ones, and says that some are lost', () => {
    expect(read({ attributes: { satellites: 9, cells: [1, 2] } })).toEqual({
      report: aReport({ attributes: '{"satellites":9}' }),
      ignored: ['attributes'],
    });
    expect(read({ attributes: 'nonsense', speed: -1 })).toEqual({
      report: aReport(),
      ignored: ['speed', 'attributes'],
    });
  });

  it('takes null for a field that a device has but did not measure', () => {
    const unmeasured = Object.fromEntries(reportFieldNames.map((name) => [name, null]));

    expect(read(unmeasured)).toEqual({ report: aReport(), ignored: [] });
  });

  it.each([-1, '-1', '', 'NaN', NaN, Infinity, 1e308, [], [5], {}, { value: 5 }, 'x'.repeat(201)])(
    'keeps the place where an optional field is %j, and says which field it left out',
    (nonsense) => {
      const numbers = { speed: nonsense, heading: nonsense, accuracy: nonsense };

      expect(read(numbers)).toEqual({
        report: aReport(),
        ignored: ['speed', 'heading', 'accuracy'],
      });
    },
  );

  it.each([
    [0, 0],
    [359.9, 359.9],
    [360, 0],
    ['360', 0],
    [361, undefined],
    [-90, undefined],
  ])('reads the heading %j as %j', (heading, expected) => {
    expect(read({ heading })).toMatchObject({
      report: aReport(expected === undefined ? {} : { heading: expected }),
    });
  });

  it('reads what REST answers, whose speeds are mph', () => {
    const answer = {
      name: 'City Truck',
      lat: -29.90453,
      longitude: -71.24894,
      timestamp: report.time,
      speed: 100,
      heading: 90,
      accuracy: 4,
    };

    expect(readReport(answer)).toEqual({
      report: aReport({ speed: 44.704, heading: 90, accuracy: 4 }),
      ignored: [],
    });
    expect(readReport({ ...answer, speed: null, heading: null })).toEqual({
      report: aReport({ accuracy: 4 }),
      ignored: [],
    });
    expect(readReport({ ...answer, speed: -1 })).toMatchObject({ ignored: ['speed'] });
  });

  it('takes the speed for metres a second as soon as a name is not that of REST', () => {
    const { lat, ...rest } = report;
    const similar = { name: rest.vehicle, longitude: rest.lng, timestamp: rest.time, speed: 10 };

    expect(readReport({ ...similar, latitude: lat })).toMatchObject({ report: { speed: 10 } });
    expect(readReport({ ...similar, lat, vehicle: 'A' })).toMatchObject({ report: { speed: 10 } });
  });

  it.each([
    ['lat', [-90, 90]],
    ['lng', [-180, 180]],
    ['speed', [0, 1_000]],
    ['accuracy', [0, 1_000_000]],
  ])('takes the least and the greatest %s', (field, bounds) => {
    for (const bound of bounds) {
      expect(read({ [field]: bound })).toMatchObject({ report: { [field]: bound } });
    }
  });

  it('takes 0,0 as it comes', () => {
    expect(read({ lat: 0, lng: 0 })).toMatchObject({ report: { lat: 0, lng: 0 } });
  });

  it.each([
    ['lat', 91],
    ['lat', -90.000001],
    ['lat', 'NaN'],
    ['lat', ''],
    ['lat', ' '],
    ['lat', '5,5'],
    ['lat', '0x10'],
    ['lat', '1e999'],
    ['lat', `0.${'0'.repeat(63)}`],
    ['lat', NaN],
    ['lat', Infinity],
    ['lat', null],
    ['lat', undefined],
    ['lat', true],
    ['lat', [5]],
    ['lng', 180.5],
    ['vehicle', ''],
    ['vehicle', undefined],
    ['time', undefined],
    ['time', 'yesterday'],
  ])('refuses %s %j with one sentence', (field, value) => {
    expect(read({ [field]: value })).toEqual({
      problem: expect.stringMatching(new RegExp(`^${field}: [^;]* given, expected [^;]*$`)),
    });
  });

  it('names a field as the device does', () => {
    expect(without('lng', { longitude: 181 })).toEqual({
      problem: 'longitude: 181 given, expected a number from -180 to 180',
    });
  });

  it.each([null, 5, 'text', [], [report], undefined])('refuses %j as a whole', (value) => {
    expect(readReport(value)).toEqual({
      problem: expect.stringContaining('expected an object with vehicle, lat, lng and time'),
    });
  });

  it('gives a report whose time is the one that was sent', () => {
    expect(readReport(report)).toMatchObject({ report: { time } });
  });
});

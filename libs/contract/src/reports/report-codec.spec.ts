import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PositionReport } from './position-report.ts';
import { refusalCauses } from './refusal.ts';
import { decodeReports, encodeReports, maxReportsPerMessage } from './report-codec.ts';
import { vehicleName } from './vehicle-name.ts';
import { aReport, everyOptional } from '../testing.ts';

/** JSON knows no negative zero. */
const decimal = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));

const anyName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((name) => vehicleName.safeParse(name).success);

const time = '2026-11-22T10:00:00.000Z';

const anyReport: fc.Arbitrary<PositionReport> = fc.record(
  {
    vehicle: anyName,
    lat: decimal(-90, 90),
    lng: decimal(-180, 180),
    time: fc.date({
      noInvalidDate: true,
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
    }),
    speed: decimal(0, 1_000),
    heading: decimal(0, 359.99),
    accuracy: decimal(0, 1_000_000),
  },
  { requiredKeys: ['vehicle', 'lat', 'lng', 'time'] },
);

/** JSON in the shape of a report, or nearly so. */
const nearlyReport = fc.record(
  {
    vehicle: fc.oneof(anyName, fc.jsonValue()),
    lat: fc.oneof(fc.double(), fc.jsonValue()),
    lng: fc.oneof(fc.double(), fc.jsonValue()),
    long: fc.oneof(fc.double(), fc.jsonValue()),
    time: fc.oneof(fc.constant(time), fc.jsonValue()),
    heading: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

function wire(overrides: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...aReport(), ...overrides });
}

describe('encodeReports', () => {
  it('writes one report as the object that the contract shows', () => {
    expect(encodeReports([aReport()])).toBe(
      '{"vehicle":"City Truck","lat":-29.90453,"lng":-71.24894,"time":"2026-11-22T10:00:00.000Z"}',
    );
  });

  it('writes several reports as an array', () => {
    const body = encodeReports([aReport({ lat: 1 }), aReport({ lat: 2 })]);

    expect(JSON.parse(body)).toMatchObject([{ lat: 1 }, { lat: 2 }]);
  });

  it('writes attributes as the object that they are', () => {
    const body = encodeReports([aReport({ attributes: '{"door":true}' })]);

    expect(JSON.parse(body)).toMatchObject({ attributes: { door: true } });
    expect(decodeReports(encodeReports([aReport(everyOptional)]))).toEqual({
      reports: [aReport(everyOptional)],
      unreadable: [],
      ignored: {},
    });
  });

  it('refuses to write a message that no reader takes', () => {
    const reports = Array.from({ length: maxReportsPerMessage + 1 }, () => aReport());

    expect(() => encodeReports(reports)).toThrow(RangeError);
  });
});

describe('decodeReports', () => {
  it('reads back what encodeReports wrote', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 20 }), (reports) => {
        expect(decodeReports(encodeReports(reports))).toEqual({
          reports,
          unreadable: [],
          ignored: {},
        });
      }),
    );
  });

  it('never throws, and parks with a known cause, whatever text it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (body) => {
        for (const { cause } of decodeReports(body).unreadable) {
          expect(refusalCauses).toContain(cause);
        }
      }),
    );
  });

  it('accounts for every part of an array, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(nearlyReport, anyReport), { maxLength: 20 }), (parts) => {
        const { reports, unreadable } = decodeReports(JSON.stringify(parts));

        expect(reports.length + unreadable.length).toBe(parts.length);
      }),
    );
  });

  it('keeps the order and loses only the bad report among good ones', () => {
    const body = `[${wire({ lat: 1 })},${wire({ lat: 91 })},"x",${wire({ lat: 3 })}]`;

    const { reports, unreadable } = decodeReports(body);

    expect(reports.map(({ lat }) => lat)).toEqual([1, 3]);
    expect(unreadable).toEqual([
      {
        cause: 'schema',
        detail: 'lat: 91 given, expected a number from -90 to 90',
        body: wire({ lat: 91 }),
      },
      {
        cause: 'schema',
        detail: 'report: "x" given, expected an object with vehicle, lat, lng and time',
        body: '"x"',
      },
    ]);
  });

  it('reads an array of 1,000 and refuses 1,001 as a whole', () => {
    const array = (length: number) => `[${Array.from({ length }, () => wire()).join()}]`;

    expect(decodeReports(array(1_000)).reports).toHaveLength(1_000);
    expect(decodeReports(array(1_001))).toEqual({
      reports: [],
      unreadable: [
        {
          cause: 'schema',
          detail: '1001 reports in one message, expected at most 1000',
          body: array(1_001),
        },
      ],
      ignored: {},
    });
  });

  it('finds nothing in an empty array', () => {
    expect(decodeReports('[]')).toEqual({ reports: [], unreadable: [], ignored: {} });
  });

  it.each(['', 'hello', '{', `${wire()}x`, '{"lat":NaN', 'undefined'])(
    'parks %j as no JSON, untouched',
    (body) => {
      expect(decodeReports(body)).toEqual({
        reports: [],
        unreadable: [
          { cause: 'not-json', detail: expect.stringMatching(/^expected JSON: /), body },
        ],
        ignored: {},
      });
    },
  );

  it.each([
    ['a single bad report', '{ "vehicle":"City Truck", "lat": 91.0 }'],
    ['a number that JSON cannot write again', wire().replace('-29.90453', '1e999')],
  ])('hands on %s exactly as it came', (_, body) => {
    expect(decodeReports(body).unreadable).toMatchObject([{ cause: 'schema', body }]);
  });

  it.each([
    [{ lat: 91 }, 'lat: 91 given, expected a number from -90 to 90'],
    [{ lat: 'NaN' }, 'lat: "NaN" given, expected a number from -90 to 90'],
    [{ lat: '' }, 'lat: "" given, expected a number from -90 to 90'],
    [{ lat: true }, 'lat: true given, expected a number from -90 to 90'],
    [{ lat: null }, 'lat: null given, expected a number from -90 to 90'],
    [{ lat: undefined }, 'lat: nothing given, expected a number from -90 to 90'],
    [{ lat: [1, 2] }, 'lat: an array given, expected a number from -90 to 90'],
    [{ lat: { deg: 1 } }, 'lat: an object given, expected a number from -90 to 90'],
    [{ lng: undefined, long: 181 }, 'long: 181 given, expected a number from -180 to 180'],
    [{ lng: undefined, long: '' }, 'long: "" given, expected a number from -180 to 180'],
    [{ lng: 181, long: 5 }, 'lng: 181 given, expected a number from -180 to 180'],
    [
      { time: '2026-11-22T10:00:00' },
      'time: "2026-11-22T10:00:00" given, expected a zone at its end, like Z or +01:00',
    ],
    [
      { time: 'yesterday' },
      'time: "yesterday" given, expected an ISO 8601 time with a zone, ' +
        'like 2026-11-22T10:00:00.000Z, or seconds or milliseconds since 1970',
    ],
    [{ vehicle: '' }, 'vehicle: "" given, expected a name of 1 to 100 characters'],
    [
      { vehicle: 'x'.repeat(500) },
      `vehicle: "${'x'.repeat(120)}"… given, expected a name of 1 to 100 characters`,
    ],
    [
      { lat: -91, lng: 'x', heading: 400 },
      'lat: -91 given, expected a number from -90 to 90; ' +
        'lng: "x" given, expected a number from -180 to 180',
    ],
  ])('says of %j what was given and what was expected', (overrides, detail) => {
    expect(decodeReports(wire(overrides)).unreadable).toMatchObject([{ cause: 'schema', detail }]);
  });

  it('says so when a number is beyond all numbers', () => {
    const { unreadable } = decodeReports(wire().replace('-29.90453', '-1e999'));

    expect(unreadable).toMatchObject([
      { detail: 'lat: -Infinity given, expected a number from -90 to 90' },
    ]);
  });

  it('leaves times before 2000 to those who know what time it is now', () => {
    const [report] = decodeReports(wire({ time: '1987-08-16T10:00:00Z' })).reports;

    expect(report?.time).toEqual(new Date('1987-08-16T10:00:00Z'));
  });

  it('counts by field how many reports lost one', () => {
    const body = JSON.stringify([
      { ...aReport(), heading: -1, speed: -1 },
      { ...aReport(), heading: 361, speed: null, accuracy: 4 },
      { ...aReport(), lat: 91, heading: -1 },
    ]);

    const { reports, ignored } = decodeReports(body);

    expect(reports).toEqual([aReport(), aReport({ accuracy: 4 })]);
    expect(ignored).toEqual({ heading: 2, speed: 1 });
  });

  it.each([
    ['NaN', wire({ speed: 0 }).replace('"speed":0', '"speed":NaN')],
    ['Infinity', wire({ speed: 0 }).replace('"speed":0', '"speed": -Infinity')],
  ])('loses nothing but the field to the %s that Python writes', (_, body) => {
    expect(decodeReports(body)).toEqual({
      reports: [aReport()],
      unreadable: [],
      ignored: { speed: 1 },
    });
  });

  it('says of a place that it is NaN, and leaves names of that kind alone', () => {
    const body = '{"vehicle":"NaN \\\\ \\"Infinity","lat":NaN,"lng":1,"time":1795967604}';

    expect(decodeReports(body).unreadable).toEqual([
      { cause: 'schema', detail: 'lat: "NaN" given, expected a number from -90 to 90', body },
    ]);
    expect(decodeReports(body.replace('NaN,', '1,"speed":NaN,')).reports).toMatchObject([
      { vehicle: 'NaN \\ "Infinity' },
    ]);
  });

  it.each([
    ['a byte-order mark before it', `\uFEFF${wire()}`],
    ['the end of a C string after it', `${wire()}\0\0`],
  ])('reads a message with %s', (_, body) => {
    expect(decodeReports(body).reports).toEqual([aReport()]);
  });

  it('survives a value nested deeper than any stack, beside a good report', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const bad = `{"vehicle":${deep},"lat":5}`;

    expect(decodeReports(bad).unreadable).toMatchObject([{ cause: 'schema', body: bad }]);
    expect(decodeReports(`[${bad},${wire()}]`)).toMatchObject({
      reports: [{ vehicle: 'City Truck' }],
      unreadable: [{ cause: 'schema', body: '{"vehicle":null,"lat":5}' }],
    });
  });

  it('is not fooled by the names of an object’s own machinery', () => {
    const body = '{"__proto__":{"vehicle":"x"},"constructor":1,"lat":1,"long":2}';

    expect(decodeReports(body).unreadable).toMatchObject([
      { detail: expect.stringContaining('vehicle: nothing given') },
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { positionReport, type PositionReport } from './position-report.ts';
import { refusalCauses } from './refusal.ts';
import { decodeReports, encodeReports, maxReportsPerMessage } from './report-codec.ts';
import { aReport } from './testing.ts';

/** JSON knows no negative zero. */
const decimal = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));

const anyName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((name) => positionReport.safeParse({ ...aReport(), time, vehicle: name }).success);

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
    heading: decimal(0, 360),
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

  it('refuses to write a message that no reader takes', () => {
    const reports = Array.from({ length: maxReportsPerMessage + 1 }, () => aReport());

    expect(() => encodeReports(reports)).toThrow(RangeError);
  });
});

describe('decodeReports', () => {
  it('reads back what encodeReports wrote', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 20 }), (reports) => {
        expect(decodeReports(encodeReports(reports))).toEqual({ reports, unreadable: [] });
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
    });
  });

  it('finds nothing in an empty array', () => {
    expect(decodeReports('[]')).toEqual({ reports: [], unreadable: [] });
  });

  it.each(['', 'hello', '{', `${wire()}x`, '{"lat":NaN}', 'undefined'])(
    'parks %j as no JSON, untouched',
    (body) => {
      expect(decodeReports(body)).toEqual({
        reports: [],
        unreadable: [
          { cause: 'not-json', detail: expect.stringMatching(/^expected JSON: /), body },
        ],
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
      'time: "2026-11-22T10:00:00" given, expected an ISO 8601 time with a zone, ' +
        'like 2026-11-22T10:00:00.000Z',
    ],
    [{ vehicle: '' }, 'vehicle: "" given, expected a name of 1 to 100 characters'],
    [
      { vehicle: 'x'.repeat(500) },
      `vehicle: "${'x'.repeat(120)}"… given, expected a name of 1 to 100 characters`,
    ],
    [
      { lat: -91, heading: 400 },
      'lat: -91 given, expected a number from -90 to 90; ' +
        'heading: 400 given, expected a number from 0 to 360',
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

  it('parks a time before 2000, the clock of a device that was reset', () => {
    expect(decodeReports(wire({ time: '1969-12-31T23:59:59Z' })).unreadable).toMatchObject([
      {
        cause: 'too-old',
        detail: 'time: 1969-12-31T23:59:59.000Z given, expected 2000 or later',
      },
    ]);
    expect(decodeReports(wire({ time: '2000-01-01T00:00:00Z' })).reports).toHaveLength(1);
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

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeLiveFrame, LiveFrameError } from './decode-live-frame.ts';
import { encodeLiveFrame } from './encode-live-frame.ts';
import { frameKinds, timeAt, type LiveFrame, type LiveFrameKind } from './live-frame.ts';
import {
  codeHeading,
  codeLatitude,
  codeLongitude,
  codeSpeed,
  degreesOf,
  headingOf,
  maxCodedSpeed,
  speedOf,
} from './live-frame-units.ts';

interface Row {
  readonly id: number;
  readonly lat: number;
  readonly lng: number;
  readonly time: number;
  readonly speed: number | null;
  readonly heading: number | null;
}

const sentAt = Date.UTC(2026, 10, 22, 10);
const day = 86_400_000;

const aRow: fc.Arbitrary<Row> = fc.record({
  id: fc.nat(0xffff_ffff),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
  time: fc.integer({ min: sentAt - 40 * day, max: sentAt + 300_000 }),
  speed: fc.option(fc.double({ min: 0, max: maxCodedSpeed, noNaN: true })),
  heading: fc.option(fc.double({ min: 0, max: 360, noNaN: true })),
});

function encode(vehicles: readonly Row[], kind: LiveFrameKind = 'update'): ArrayBuffer {
  const columns = {
    ids: Uint32Array.from(vehicles, ({ id }) => id),
    lats: Int32Array.from(vehicles, ({ lat }) => codeLatitude(lat)),
    lngs: Int32Array.from(vehicles, ({ lng }) => codeLongitude(lng)),
    times: Float64Array.from(vehicles, ({ time }) => time),
    speeds: Uint16Array.from(vehicles, ({ speed }) => codeSpeed(speed)),
    headings: Uint16Array.from(vehicles, ({ heading }) => codeHeading(heading)),
  };
  return encodeLiveFrame({ kind, sentAt, columns, rows: [...vehicles.keys()] });
}

function rowsOf(frame: LiveFrame): Row[] {
  const known = (value: number) => (Number.isNaN(value) ? null : value);
  return Array.from(frame.ids, (id, row) => ({
    id,
    lat: degreesOf(frame.lats[row] ?? NaN),
    lng: degreesOf(frame.lngs[row] ?? NaN),
    time: timeAt(frame, row),
    speed: known(speedOf(frame.speeds[row] ?? NaN)),
    heading: known(headingOf(frame.headings[row] ?? NaN)),
  }));
}

/** The bytes of a good frame of two vehicles with these changed. */
function damaged(change: (header: DataView) => void): ArrayBuffer {
  const vehicle = { lat: -29.9, lng: -71.25, time: sentAt, speed: 24.5, heading: 90 };
  const bytes = encode([
    { id: 0, ...vehicle },
    { id: 1, ...vehicle },
  ]);
  change(new DataView(bytes));
  return bytes;
}

describe('a live frame', () => {
  it('is read as it was written, as precisely as it is coded', () => {
    fc.assert(
      fc.property(fc.array(aRow), fc.constantFrom(...frameKinds), (vehicles, kind) => {
        const frame = decodeLiveFrame(encode(vehicles, kind));

        expect(frame).toMatchObject({ kind, sentAt, count: vehicles.length });
        rowsOf(frame).forEach((row, at) => {
          const { id, lat, lng, time, speed, heading } = vehicles[at] ?? row;
          expect(row).toMatchObject({ id, time });
          expect(Math.abs(row.lat - lat)).toBeLessThanOrEqual(0.51e-7);
          expect(Math.abs(row.lng - lng)).toBeLessThanOrEqual(0.51e-7);
          expect(isNear(row.speed, speed, 0.0051)).toBe(true);
          // North is both 0 and 360.
          expect(isNear(row.heading, heading, 0.051) || (heading ?? 0) > 359.94).toBe(true);
        });
      }),
    );
  });

  it('is the same when what was read is written again', () => {
    fc.assert(
      fc.property(fc.array(aRow), (vehicles) => {
        const bytes = encode(vehicles);

        expect(encode(rowsOf(decodeLiveFrame(bytes)))).toEqual(bytes);
      }),
    );
  });

  it('takes at most 24 bytes a vehicle', () => {
    const vehicle = { lat: 1, lng: 2, time: sentAt, speed: null, heading: null };
    const vehicles = Array.from({ length: 100 }, (_, id) => ({ id, ...vehicle }));

    expect(encode(vehicles).byteLength / vehicles.length).toBeLessThanOrEqual(24);
  });

  it('keeps times that lie decades apart, within the unit that it names', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 946_684_800_000, max: sentAt })), (times) => {
        const vehicle = { id: 0, lat: 0, lng: 0, speed: null, heading: null };
        const frame = decodeLiveFrame(encode(times.map((time) => ({ ...vehicle, time }))));

        expect(frame.timeUnit).toBeLessThan(200);
        times.forEach((time, row) => {
          expect(Math.abs(timeAt(frame, row) - time)).toBeLessThan(frame.timeUnit);
        });
      }),
    );
  });

  it('holds chosen rows of larger columns, in the order asked for', () => {
    const columns = {
      ids: new Uint32Array([10, 11, 12]),
      lats: new Int32Array(3),
      lngs: new Int32Array(3),
      times: new Float64Array(3),
      speeds: new Uint16Array(3),
      headings: new Uint16Array(3),
    };

    const bytes = encodeLiveFrame({ kind: 'bounds', sentAt, columns, rows: [2, 0] });

    expect([...decodeLiveFrame(bytes).ids]).toEqual([12, 10]);
  });

  it('is read wherever it lies in a larger buffer', () => {
    const bytes = new Uint8Array(encode([{ ...whole, id: 7 }]));

    for (let offset = 0; offset < 9; offset++) {
      const buffer = new Uint8Array(offset + bytes.length + 3);
      buffer.set(bytes, offset);
      const frame = decodeLiveFrame(buffer.subarray(offset, offset + bytes.length));
      expect(rowsOf(frame)).toEqual([{ ...whole, id: 7 }]);
    }
  });

  it('is read without copying where its numbers are aligned', () => {
    const bytes = encode([{ ...whole, id: 7 }]);

    expect(decodeLiveFrame(bytes).ids.buffer).toBe(bytes);
  });

  it.each<[string, ArrayBuffer, string]>([
    ['nothing', new ArrayBuffer(0), "0 bytes given, expected at least the header's 32"],
    ['zeros', new ArrayBuffer(100), 'something that does not begin with FLT given'],
    [
      'a later version',
      damaged((it) => {
        it.setUint8(3, 2);
      }),
      'version 2 given, expected 1',
    ],
    [
      'an unknown kind',
      damaged((it) => {
        it.setUint8(4, 3);
      }),
      'kind 3 given, expected 0 to 2',
    ],
    ['a cut frame', damaged(() => undefined).slice(0, -1), '71 bytes given, expected 72 for the 2'],
    [
      'a count of 4 billion',
      damaged((it) => {
        it.setUint32(28, 0xffff_ffff, true);
      }),
      '72 bytes given',
    ],
    [
      'no time of sending',
      damaged((it) => {
        it.setFloat64(8, NaN, true);
      }),
      'sending as NaN given',
    ],
    [
      'an endless base',
      damaged((it) => {
        it.setFloat64(16, Infinity, true);
      }),
      'base of the times as',
    ],
    [
      'no unit',
      damaged((it) => {
        it.setUint32(24, 0, true);
      }),
      'a unit of 0 ms given',
    ],
    [
      'an age of the universe',
      damaged((it) => {
        it.setUint32(24, 0xffff_ffff, true);
      }),
      'a unit of 4294967295',
    ],
    [
      'a latitude of 91',
      damaged((it) => {
        it.setInt32(40, 910_000_000, true);
      }),
      '910000000, -712500000 in row 0',
    ],
    [
      'a heading of 360',
      damaged((it) => {
        it.setUint16(70, 3_600, true);
      }),
      'heading 3600 in row 1',
    ],
  ])('is refused with a reason: %s', (_, bytes, reason) => {
    expect(() => decodeLiveFrame(bytes)).toThrow(LiveFrameError);
    expect(() => decodeLiveFrame(bytes)).toThrow(reason);
  });

  it('is refused or read, never more, whatever the bytes', () => {
    const good = new Uint8Array(damaged(() => undefined));
    const scratched = fc
      .array(fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) }), { maxLength: 4 })
      .map((scratches) => {
        const bytes = good.slice();
        for (const { at, byte } of scratches) bytes[at] = byte;
        return bytes;
      });

    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), scratched), (bytes) => {
        try {
          const frame = decodeLiveFrame(Uint8Array.from(bytes));
          for (const { lat, lng, time } of rowsOf(frame)) {
            expect(Math.abs(lat)).toBeLessThanOrEqual(90);
            expect(Math.abs(lng)).toBeLessThanOrEqual(180);
            expect(new Date(time).toISOString()).toMatch(/Z$/);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(LiveFrameError);
        }
      }),
    );
  });
});

/** A vehicle whose numbers are coded without loss. */
const whole: Row = { id: 0, lat: -29.5, lng: -71.25, time: sentAt, speed: 24.5, heading: 90 };

function isNear(value: number | null, given: number | null, by: number): boolean {
  if (value === null || given === null) return value === given;
  return Math.abs(value - given) <= by;
}

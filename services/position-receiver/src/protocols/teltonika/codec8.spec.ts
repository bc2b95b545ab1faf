import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { packetOf, type TeltonikaRecord } from '../../testing/teltonika-packets.ts';
import { decodeCodec8 } from './codec8.ts';
import { crc16 } from './crc16.ts';

/** The first example of Teltonika's wiki ("Codec 8"): one record without satellites, whole packet. */
const exampleOfCodec8 =
  '000000000000003608010000016B40D8EA30010000000000000000000000000000000105021503010101425E0F01F10000601A014E0000000000000000010000C7CF';

/** The example of the same page for Codec 8 Extended. */
const exampleOfCodec8Extended =
  '000000000000004A8E010000016B412CEE000100000000000000000000000000000000010005000100010100010011001D00010010015E2C880002000B000000003544C87A000E000000001DD7E06A00000100002994';

const dataOf = (packet: Buffer) => packet.subarray(8, -4);

const record: TeltonikaRecord = {
  time: new Date('2026-11-30T12:00:00.000Z'),
  lat: -29.90453,
  lng: -71.24894,
};

describe('crc16', () => {
  it('is that of the standard, and of the packets of the wiki', () => {
    expect(crc16(Buffer.from('123456789'))).toBe(0xbb3d);
    for (const example of [exampleOfCodec8, exampleOfCodec8Extended]) {
      const packet = Buffer.from(example, 'hex');
      expect(crc16(dataOf(packet))).toBe(packet.readUInt32BE(packet.length - 4));
    }
  });
});

describe('decodeCodec8', () => {
  it.each([exampleOfCodec8, exampleOfCodec8Extended])('reads the wiki’s %s', (example) => {
    // The device of the examples saw no satellites.
    expect(decodeCodec8(dataOf(Buffer.from(example, 'hex')))).toEqual({
      records: 1,
      withoutFix: 1,
      fixes: [],
      problems: [],
    });
  });

  it.each([false, true])('reads records with their speed in km/h (extended: %s)', (isExtended) => {
    const moving = {
      ...record,
      kmh: 36,
      priority: 2,
      io1: { 239: 1, 240: 1, 21: 4 },
      io2: { 66: 12_600, 72: 215 },
      io4: { 16: 123_456 },
      io8: { 78: 2n ** 63n },
    };
    const packet = packetOf([moving, { ...moving, lat: 1 }], isExtended);

    expect(decodeCodec8(dataOf(packet))).toEqual({
      records: 2,
      withoutFix: 0,
      problems: [],
      fixes: [
        expect.objectContaining({
          lat: -29.90453,
          lng: -71.24894,
          time: new Date('2026-11-30T12:00:00.000Z'),
          speed: 10,
          heading: 271,
          altitude: 31,
          ignition: true,
          odometer: 123_456,
          alarm: 'panic',
          attributes:
            '{"satellites":9,"movement":1,"externalVoltage":12.6,"gsmSignal":4,"io72":215,' +
            `"io78":"9223372036854775808"${isExtended ? ',"io256":"616263"' : ''}}`,
        }),
        expect.objectContaining({ lat: 1 }),
      ],
    });
  });

  it('takes the good records beside a bad one, which is named', () => {
    const packet = packetOf([record, { ...record, lat: 95 }, record]);

    expect(decodeCodec8(dataOf(packet))).toMatchObject({
      records: 3,
      fixes: [{}, {}],
      problems: ['record 1: latitude: 95 given, expected a number from -90 to 90'],
    });
  });

  it('names what is wrong with the whole', () => {
    const data = Buffer.from(dataOf(packetOf([record])));
    const otherCodec = Buffer.from(data);
    otherCodec[0] = 0x0c;
    const otherCount = Buffer.from(data);
    otherCount[otherCount.length - 1] = 9;

    expect(decodeCodec8(otherCodec)).toEqual({ problem: 'codec 0C given, expected 08 or 8E' });
    expect(decodeCodec8(otherCount)).toEqual({
      problem:
        '1 and 9 records and 0 bytes after them given, expected the same number twice at the end',
    });
    expect(decodeCodec8(data.subarray(0, 10))).toEqual({
      problem: '0 bytes given, expected 1 more at byte 10',
    });
  });

  it('reads any bytes without an error', () => {
    const codec = fc.constantFrom(0x08, 0x8e);
    fc.assert(
      fc.property(codec, fc.uint8Array({ maxLength: 400 }), (first, rest) => {
        const reading = decodeCodec8(Buffer.from([first, ...rest]));

        expect('problem' in reading || reading.records >= reading.fixes.length).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

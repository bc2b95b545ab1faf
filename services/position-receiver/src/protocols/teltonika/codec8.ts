import type { DecodedMessage, DeviceFix } from '../protocol.ts';
import { readFix, type FixReading } from '../reading/read-fix.ts';
import { cutOf } from '../reading/collect.ts';
import { ByteReader, OutOfBytes } from './byte-reader.ts';
import { attributesOf, ioIds, readIoValues } from './io-values.ts';

/** Codec 8, and Codec 8 Extended, whose ids and counts have two bytes. */
const codec8 = 0x08;
const codec8Extended = 0x8e;

/** What is sent with the highest priority is an alarm of the driver. */
const panicPriority = 2;

/** What a packet holds, and how many records the device is told were taken. */
interface Codec8Packet extends DecodedMessage {
  readonly records: number;
  /** Of these, records without a fix: the device saw no satellites. */
  readonly withoutFix: number;
}

/** The packet, or a sentence that says why it is none. */
export type Codec8Reading = Codec8Packet | { readonly problem: string };

/**
 * Decodes a packet's data, from the codec's id to the second count (Teltonika's wiki, "Codec 8" and "Codec 8
 * Extended"). Never throws. A record whose place or time cannot be is named, and costs the others nothing.
 */
export function decodeCodec8(data: Buffer): Codec8Reading {
  try {
    return decode(new ByteReader(data));
  } catch (error) {
    if (!(error instanceof OutOfBytes)) throw error;
    return { problem: error.message };
  }
}

function decode(reader: ByteReader): Codec8Reading {
  const codec = reader.u8();
  if (codec !== codec8 && codec !== codec8Extended) {
    return { problem: `codec ${hex(codec)} given, expected 08 or 8E` };
  }
  const records = reader.u8();
  const fixes: DeviceFix[] = [];
  const problems: string[] = [];
  let [withoutFix, cut] = [0, 0];
  for (let number = 0; number < records; number++) {
    const reading = readRecord(reader, codec === codec8Extended);
    if (!reading) withoutFix += 1;
    else if ('fix' in reading) {
      fixes.push(reading.fix);
      cut += reading.isCut ? 1 : 0;
    } else problems.push(`record ${number}: ${reading.problem}`);
  }
  const again = reader.u8();
  if (again !== records || reader.left > 0) {
    const given = `${records} and ${again} records and ${reader.left} bytes after them given`;
    return { problem: `${given}, expected the same number twice at the end` };
  }
  return { records, withoutFix, fixes, problems, ...cutOf(cut) };
}

function readRecord(reader: ByteReader, isExtended: boolean): FixReading | undefined {
  const time = reader.u64();
  const priority = reader.u8();
  const lng = reader.i32() / 1e7;
  const lat = reader.i32() / 1e7;
  const altitude = reader.i16();
  const heading = reader.u16();
  const satellites = reader.u8();
  const speed = reader.u16();
  const { event, values } = readIoValues(reader, isExtended);
  // Without satellites the place is the last one that was known, or 0, 0.
  if (satellites === 0) return undefined;
  return readFix({
    lat: { name: 'latitude', value: lat },
    lng: { name: 'longitude', value: lng },
    time: { name: 'timestamp', value: time },
    measured: {
      speed: Math.round((speed / 3.6) * 1_000) / 1_000,
      heading,
      altitude,
      ignition: values.get(ioIds.ignition),
      odometer: values.get(ioIds.odometer),
      alarm: priority === panicPriority ? 'panic' : undefined,
    },
    more: { satellites, ...(event > 0 && { event }), ...attributesOf(values) },
  });
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

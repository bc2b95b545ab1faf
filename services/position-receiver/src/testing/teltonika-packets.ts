import { crc16 } from '../protocols/teltonika/crc16.ts';

/** One record as a device has it. */
export interface TeltonikaRecord {
  readonly time: Date;
  readonly lat: number;
  readonly lng: number;
  readonly kmh?: number;
  readonly angle?: number;
  readonly satellites?: number;
  readonly priority?: number;
  /** Values of one byte by their ids. */
  readonly io1?: Readonly<Record<number, number>>;
  /** Values of two bytes by their ids. */
  readonly io2?: Readonly<Record<number, number>>;
  /** Values of four bytes by their ids. */
  readonly io4?: Readonly<Record<number, number>>;
  /** Values of eight bytes by their ids. */
  readonly io8?: Readonly<Record<number, bigint>>;
}

/** What a device says first. */
export function loginOf(imei: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(imei.length);
  return Buffer.concat([length, Buffer.from(imei, 'latin1')]);
}

/** A packet of Codec 8, or of Codec 8 Extended with a value of variable length in each record. */
export function packetOf(records: readonly TeltonikaRecord[], isExtended = false): Buffer {
  const parts = records.map((record) => recordOf(record, isExtended));
  const head = Buffer.of(isExtended ? 0x8e : 0x08, records.length);
  return wrap(Buffer.concat([head, ...parts, Buffer.of(records.length)]));
}

/** Data with what goes around it. */
export function wrap(data: Buffer): Buffer {
  const packet = Buffer.alloc(data.length + 12);
  packet.writeUInt32BE(data.length, 4);
  data.copy(packet, 8);
  packet.writeUInt32BE(crc16(data), data.length + 8);
  return packet;
}

function recordOf(record: TeltonikaRecord, isExtended: boolean): Buffer {
  const { kmh = 36, angle = 271, satellites = 9, priority = 0 } = record;
  const { io1 = {}, io2 = {}, io4 = {}, io8 = {} } = record;
  const place = Buffer.alloc(24);
  place.writeBigUInt64BE(BigInt(record.time.getTime()), 0);
  place.writeUInt8(priority, 8);
  place.writeInt32BE(Math.round(record.lng * 1e7), 9);
  place.writeInt32BE(Math.round(record.lat * 1e7), 13);
  place.writeInt16BE(31, 17);
  place.writeUInt16BE(angle, 19);
  place.writeUInt8(satellites, 21);
  place.writeUInt16BE(kmh, 22);
  return Buffer.concat([place, ioValues({ io1, io2, io4, io8 }, isExtended)]);
}

function ioValues(
  { io1, io2, io4, io8 }: Required<Pick<TeltonikaRecord, 'io1' | 'io2' | 'io4' | 'io8'>>,
  isExtended: boolean,
) {
  const small = (value: number) => (isExtended ? Buffer.of(value >> 8, value) : Buffer.of(value));
  const wide = (bytes: number) => (value: number | bigint) =>
    Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');
  const group = (values: Readonly<Record<number, number | bigint>>, bytes: number) => [
    small(Object.keys(values).length),
    ...Object.entries(values).flatMap(([id, value]) => [small(Number(id)), wide(bytes)(value)]),
  ];
  const groups = [io1, io2, io4, io8];
  const count = groups.reduce((sum, values) => sum + Object.keys(values).length, 0);
  return Buffer.concat([
    small(0),
    small(count + (isExtended ? 1 : 0)),
    ...groups.flatMap((values, index) => group(values, 2 ** index)),
    ...(isExtended ? [small(1), small(256), small(3), Buffer.from('abc')] : []),
  ]);
}

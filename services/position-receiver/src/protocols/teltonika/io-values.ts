import type { ByteReader } from './byte-reader.ts';

/** An IO value: a number, or a text where it has more digits than a number, or no fixed width. */
type IoValue = number | string;

/** The ids of IO values that mean a field of a report (Teltonika's AVL parameters). */
export const ioIds = { odometer: 16, ignition: 239 } as const;

/** Others that have a name, and by what they are divided: Teltonika sends millivolts. */
const named: ReadonlyMap<number, { readonly name: string; readonly divisor?: number }> = new Map([
  [240, { name: 'movement' }],
  [66, { name: 'externalVoltage', divisor: 1_000 }],
  [67, { name: 'batteryVoltage', divisor: 1_000 }],
  [21, { name: 'gsmSignal' }],
  [69, { name: 'gnssStatus' }],
]);

const fieldIds: ReadonlySet<number> = new Set(Object.values(ioIds));

/** A record's values by their ids, from the id of its event on, and that id. */
export function readIoValues(reader: ByteReader, isExtended: boolean) {
  const small = () => (isExtended ? reader.u16() : reader.u8());
  const values = new Map<number, IoValue>();
  const event = small();
  // How many values follow in all.
  small();
  const widths = [
    () => reader.u8(),
    () => reader.u16(),
    () => reader.u32(),
    () => reader.u64Exact(),
    ...(isExtended ? [() => reader.hex(small())] : []),
  ];
  for (const read of widths) {
    for (let left = small(); left > 0; left--) values.set(small(), read());
  }
  return { event, values };
}

/** The values that have no field of their own, by their names or, as `io72`, by their ids; named ones first. */
export function attributesOf(values: ReadonlyMap<number, IoValue>): Record<string, IoValue> {
  const attributes: Record<string, IoValue> = {};
  for (const [id, { name, divisor = 1 }] of named) {
    const value = values.get(id);
    if (value !== undefined) attributes[name] = typeof value === 'number' ? value / divisor : value;
  }
  for (const [id, value] of values) {
    if (!named.has(id) && !fieldIds.has(id)) attributes[`io${id}`] = value;
  }
  return attributes;
}

import {
  liveFrameHeaderBytes,
  liveFrameVehicleBytes,
  liveFrameVersion,
  frameKinds,
  frameMagic,
  maxTimeCode,
  viewColumns,
  type CodedColumns,
  type LiveColumns,
  type LiveFrame,
  type LiveFrameKind,
} from './live-frame.ts';

/** What becomes a frame: some rows of columns that may hold more. */
export interface LiveFrameContent {
  readonly kind: LiveFrameKind;
  /** The gateway's clock, in milliseconds since 1970. */
  readonly sentAt: number;
  readonly columns: LiveColumns & {
    /** When each vehicle was there, in milliseconds since 1970. */
    readonly times: Float64Array;
  };
  /** The rows to send, in this order; each must exist. */
  readonly rows: readonly number[] | Uint32Array;
}

/**
 * Writes a frame: a header of 32 bytes, then the columns one after the other, little-endian, 20 bytes
 * a vehicle. Times are exact to the millisecond where all lie within 49 days of each other, and in
 * steps of a few milliseconds where they do not.
 */
export function encodeLiveFrame(content: LiveFrameContent): ArrayBuffer {
  const { kind, sentAt, columns, rows } = content;
  const [baseTime, lastTime] = rangeOf(columns.times, rows);
  const timeUnit = Math.max(1, Math.ceil((lastTime - baseTime) / maxTimeCode));
  const bytes = new ArrayBuffer(liveFrameHeaderBytes + rows.length * liveFrameVehicleBytes);
  const header = new DataView(bytes);
  [...frameMagic, liveFrameVersion, frameKinds.indexOf(kind)].forEach((byte, at) => {
    header.setUint8(at, byte);
  });
  header.setFloat64(8, sentAt, true);
  header.setFloat64(16, baseTime, true);
  header.setUint32(24, timeUnit, true);
  header.setUint32(28, rows.length, true);
  fill({ ...viewColumns(bytes, 0, rows.length), baseTime, timeUnit }, content);
  return bytes;
}

/** The least and the greatest time of these rows; twice 0 where there are none. */
function rangeOf(times: Float64Array, rows: LiveFrameContent['rows']): [number, number] {
  if (rows.length === 0) return [0, 0];
  let [least, greatest] = [Infinity, -Infinity];
  for (const row of rows) {
    const time = times[row] ?? NaN;
    if (time < least) least = time;
    if (time > greatest) greatest = time;
  }
  return [least, greatest];
}

type Target = CodedColumns & Pick<LiveFrame, 'baseTime' | 'timeUnit'>;

function fill(target: Target, { columns, rows }: LiveFrameContent): void {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? -1;
    target.ids[at] = columns.ids[row] ?? 0;
    target.lats[at] = columns.lats[row] ?? 0;
    target.lngs[at] = columns.lngs[row] ?? 0;
    target.times[at] = ((columns.times[row] ?? 0) - target.baseTime) / target.timeUnit;
    target.speeds[at] = columns.speeds[row] ?? 0;
    target.headings[at] = columns.headings[row] ?? 0;
  }
}

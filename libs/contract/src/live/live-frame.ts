/** The version of the coding, which a front end names in its greeting and every frame carries. */
export const liveFrameVersion = 1;

/** What a frame costs beside its vehicles, and each of them, in bytes. */
export const liveFrameHeaderBytes = 32;
export const liveFrameVehicleBytes = 20;

/** The letters that every frame begins with, before the version. */
export const frameMagic = [0x46, 0x4c, 0x54];

/** Times are coded as 32-bit counts of the frame's unit after its base. */
export const maxTimeCode = 0xffff_ffff;

/** The kinds of frames, by their number in the header. */
export const frameKinds = ['snapshot', 'bounds', 'update'] as const;

/**
 * What a frame says of vehicles that it does not hold. `snapshot`: they are gone. `bounds`, the answer
 * to a `view`, and `update`: nothing.
 */
export type LiveFrameKind = (typeof frameKinds)[number];

/** Vehicles, one row each, all columns equally long; coded as in `live-frame-units.ts`. */
export interface LiveColumns {
  readonly ids: Uint32Array;
  readonly lats: Int32Array;
  readonly lngs: Int32Array;
  readonly speeds: Uint16Array;
  readonly headings: Uint16Array;
}

/** A frame as it was read. The columns are views of its bytes: nothing was copied. */
export interface LiveFrame extends LiveColumns {
  readonly kind: LiveFrameKind;
  /** The gateway's clock when it was sent, in milliseconds since 1970. */
  readonly sentAt: number;
  /** How many vehicles it holds. */
  readonly count: number;
  /** Coded times: {@link timeAt} says what they mean. */
  readonly times: Uint32Array;
  readonly baseTime: number;
  readonly timeUnit: number;
}

/** When the vehicle in this row was there, in milliseconds since 1970. */
export function timeAt({ baseTime, timeUnit, times }: LiveFrame, row: number): number {
  return baseTime + timeUnit * (times[row] ?? NaN);
}

/** The columns as they stand in a frame. */
export type CodedColumns = LiveColumns & Pick<LiveFrame, 'times'>;

/**
 * The columns in a frame's bytes: those of four bytes a number before those of two, so that each
 * begins where its numbers may.
 */
export function viewColumns(buffer: ArrayBuffer, offset: number, count: number): CodedColumns {
  const columns = offset + liveFrameHeaderBytes;
  return {
    ids: new Uint32Array(buffer, columns, count),
    lats: new Int32Array(buffer, columns + 4 * count, count),
    lngs: new Int32Array(buffer, columns + 8 * count, count),
    times: new Uint32Array(buffer, columns + 12 * count, count),
    speeds: new Uint16Array(buffer, columns + 16 * count, count),
    headings: new Uint16Array(buffer, columns + 18 * count, count),
  };
}

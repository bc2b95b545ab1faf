import {
  maxHeadingCode,
  maxLatitudeCode,
  maxLongitudeCode,
  unknownCode,
} from './live-frame-units.ts';
import {
  liveFrameHeaderBytes,
  liveFrameVehicleBytes,
  liveFrameVersion,
  frameKinds,
  frameMagic,
  maxTimeCode,
  viewColumns,
  type LiveFrame,
  type LiveFrameKind,
} from './live-frame.ts';

/** The greatest time that a `Date` can hold, in milliseconds since 1970. */
const maxTime = 8.64e15;

/** Bytes that are no frame: says what was given and what was expected. */
export class LiveFrameError extends Error {
  override readonly name = 'LiveFrameError';
}

/**
 * Reads a frame. Throws a `LiveFrameError` for bytes that are none: another version, cut off, too
 * long, or with a number that cannot be. Takes no memory beyond what it is given, whatever a header
 * claims; bytes that do not lie at a multiple of 8 in their buffer are copied.
 */
export function decodeLiveFrame(given: ArrayBuffer | ArrayBufferView<ArrayBuffer>): LiveFrame {
  const { buffer, offset, length } = aligned(given);
  if (length < liveFrameHeaderBytes) throw refuse(`${length} bytes`, `at least the header's 32`);
  const header = new DataView(buffer, offset, length);
  const kind = readKind(header);
  const count = header.getUint32(28, true);
  const expected = liveFrameHeaderBytes + count * liveFrameVehicleBytes;
  if (length !== expected) {
    throw refuse(`${length} bytes`, `${expected} for the ${count} vehicles that the header counts`);
  }
  const frame = {
    kind,
    sentAt: readTime(header, 8, 'the time of sending'),
    count,
    baseTime: readTime(header, 16, 'the base of the times'),
    timeUnit: header.getUint32(24, true),
    ...viewColumns(buffer, offset, count),
  };
  check(frame);
  return frame;
}

/** Where the bytes lie: in place where typed arrays can begin there, else in a copy. */
function aligned(given: ArrayBuffer | ArrayBufferView<ArrayBuffer>) {
  if (!ArrayBuffer.isView(given)) return { buffer: given, offset: 0, length: given.byteLength };
  const { buffer, byteOffset: offset, byteLength: length } = given;
  if (offset % 8 === 0) return { buffer, offset, length };
  return { buffer: buffer.slice(offset, offset + length), offset: 0, length };
}

function readKind(header: DataView): LiveFrameKind {
  if (frameMagic.some((byte, at) => header.getUint8(at) !== byte)) {
    throw refuse('something that does not begin with FLT', 'a frame');
  }
  const version = header.getUint8(3);
  if (version !== liveFrameVersion) throw refuse(`version ${version}`, `${liveFrameVersion}`);
  const code = header.getUint8(4);
  const kind = frameKinds[code];
  if (!kind) throw refuse(`kind ${code}`, `0 to ${frameKinds.length - 1}`);
  return kind;
}

function readTime(header: DataView, at: number, what: string): number {
  const time = header.getFloat64(at, true);
  if (Math.abs(time) <= maxTime) return time;
  throw refuse(`${what} as ${time}`, 'milliseconds since 1970');
}

/** A number that cannot be would have the page draw a vehicle nowhere, or show no date. */
function check({ count, lats, lngs, headings, baseTime, timeUnit }: LiveFrame): void {
  if (timeUnit < 1 || baseTime + timeUnit * maxTimeCode > maxTime) {
    throw refuse(`a unit of ${timeUnit} ms`, 'times that a calendar has');
  }
  for (let row = 0; row < count; row++) {
    const [lat = 0, lng = 0, heading = 0] = [lats[row], lngs[row], headings[row]];
    if (Math.abs(lat) > maxLatitudeCode || Math.abs(lng) > maxLongitudeCode) {
      throw refuse(`${lat}, ${lng} in row ${row}`, 'a latitude and a longitude times 1e7');
    }
    if (heading > maxHeadingCode && heading !== unknownCode) {
      throw refuse(`heading ${heading} in row ${row}`, `0 to ${maxHeadingCode}, or 65535`);
    }
  }
}

function refuse(given: string, expected: string): LiveFrameError {
  return new LiveFrameError(`${given} given, expected ${expected}`);
}

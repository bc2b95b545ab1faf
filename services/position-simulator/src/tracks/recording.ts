import { describeError } from '@fleetman/toolkit';
import { wrapLng } from '../drive/geometry.ts';
import type { Findings } from './findings.ts';
import { globe, readNumber } from './read-number.ts';

/** A point as a file has it, before anybody has asked whether it can be true. */
export interface RecordedPoint {
  readonly lat: number;
  /** From -180 to 180. */
  readonly lng: number;
  /** Where it is in the file, counted from 1. */
  readonly line: number;
  /** When it was recorded, in milliseconds since 1970. */
  timeMs?: number;
  /** The legal speed from here on. */
  speedKmh?: number;
}

/** What a track file holds. */
export interface Recording {
  /** Driven and recorded, each for itself. */
  readonly tracks: RecordedPoint[][];
  /** Planned: their points may be far apart. */
  readonly routes: RecordedPoint[][];
  /** How many single places there are, which nobody drives. */
  waypoints: number;
}

/** A recording without anything in it. */
export function emptyRecording(): Recording {
  return { tracks: [], routes: [], waypoints: 0 };
}

/** Some devices count longitudes from 0 to 360, or on beyond 180 where a track crosses it. */
const longitudes = [-540, 540] as const;

/** What a file says of a point. */
export interface PointText {
  readonly lat: string | undefined;
  readonly lng: string | undefined;
  readonly line: number;
}

/**
 * Reads a point. One that is not on the globe or at exactly 0,0, which receivers report while they know no
 * place, is noted and `undefined`.
 */
export function readPoint(text: PointText, findings: Findings): RecordedPoint | undefined {
  const { line } = text;
  try {
    const lat = readNumber('lat', text.lat, globe.lat);
    const lng = wrapLng(readNumber('lon', text.lng, longitudes));
    if (lat !== 0 || lng !== 0) return { lat, lng, line };
    const given = 'a point at 0,0, which is no place';
    findings.note('void', { line, given, done: 'the point is left out' });
  } catch (error) {
    // The reader says what is wrong with the number; this point is none, the others are.
    const given = describeError(error);
    findings.note('off-globe', { line, given, done: 'the point is left out' });
  }
  return undefined;
}

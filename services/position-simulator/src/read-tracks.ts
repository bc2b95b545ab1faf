import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Log } from '@fleetman/messaging';
import { ConfigError } from '@fleetman/service-kit';
import { TrackError } from './errors.ts';
import { parseCourseTrack } from './parse-course-track.ts';
import { parseGpx } from './parse-gpx.ts';
import { countPlaces } from './route.ts';
import { trackNameOf, type Track, type TrackPoint } from './track.ts';

/** A week of driving with a point each second is a quarter of this. */
const maxFileBytes = 64 * 1024 * 1024;

type Parser = (file: string, text: string) => readonly TrackPoint[];

/** The formats by the end of the file's name; files with another end are no tracks. */
const parsers: Readonly<Record<string, Parser>> = {
  '.gpx': parseGpx,
  '': parseCourseTrack,
  '.txt': parseCourseTrack,
};

/**
 * Reads one track file: GPX where it ends in `.gpx`, else the course's format.
 *
 * @throws TrackError naming the file and the line.
 */
export function readTrack(folder: string, file: string): Track {
  const name = trackNameOf(file);
  if (name === undefined) {
    throw new TrackError({ file, line: 1 }, 'the file name gives no name that a vehicle can have');
  }
  const text = readText(folder, file);
  if (text.trim() === '') throw new TrackError({ file, line: 1 }, 'the file is empty');
  const parse = parsers[extname(file).toLowerCase()] ?? parseCourseTrack;
  const points = parse(file, text);
  const places = countPlaces(points);
  if (places < 2) {
    const lastLine = text.trimEnd().split('\n').length;
    const given = `points in ${places === 0 ? 'no' : 'only one'} place given`;
    throw new TrackError({ file, line: lastLine }, `${given}, expected at least two`);
  }
  return { name, points };
}

function readText(folder: string, file: string): string {
  const { size } = statSync(join(folder, file));
  if (size > maxFileBytes) {
    const limit = `expected at most ${maxFileBytes}`;
    throw new TrackError({ file, line: 1 }, `a file of ${size} bytes given, ${limit}`);
  }
  return readFileSync(join(folder, file), 'utf8');
}

/**
 * Reads every track of a folder, in the order of the file names. A file that cannot be used is logged
 * with its line and left out: the others still drive. Synchronous, as nothing can go on before.
 *
 * @throws ConfigError where the folder cannot be read or holds no track that can be used.
 */
export function readTracks(folder: string, log: Log): readonly Track[] {
  const tracks = new Map<string, Track>();
  const files = trackFilesIn(folder);
  for (const file of files) {
    try {
      const track = readTrack(folder, file);
      if (tracks.has(track.name)) {
        throw new TrackError({ file, line: 1 }, `another file gives "${track.name}" already`);
      }
      tracks.set(track.name, track);
    } catch (error) {
      // A broken file, or one that cannot be read: both concern this vehicle only.
      log.error({ file, reason: (error as Error).message }, 'A track cannot be driven');
    }
  }
  if (tracks.size === 0) {
    const found = files.length === 0 ? 'no track files' : 'only broken track files (see the log)';
    throw new ConfigError([`TRACKS: "${folder}" given, which holds ${found}`]);
  }
  return [...tracks.values()];
}

function trackFilesIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .filter((name) => extname(name).toLowerCase() in parsers)
      .sort();
  } catch (error) {
    // Missing, no folder, or not allowed: the setting is wrong, and the reason says how.
    const reason = (error as Error).message;
    throw new ConfigError([`TRACKS: "${folder}" given, expected a folder of tracks (${reason})`]);
  }
}

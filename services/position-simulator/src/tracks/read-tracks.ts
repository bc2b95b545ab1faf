import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '@fleetman/messaging';
import { ConfigError } from '@fleetman/service-kit';
import { describeError } from '@fleetman/toolkit';
import { freeName, type Track } from '../drive/track.ts';
import { findFiles, type FoundFiles } from './files/find-files.ts';
import { mostFileBytes, unpack, type UnpackedFile } from './files/unpack.ts';
import { Findings, printable } from './findings.ts';
import { drivesOf } from './read-file.ts';
import { trackNameOf } from './track-name.ts';

/** How many files that are passed over are named. */
const mostNamed = 20;

/**
 * Reads every track of a folder and its subfolders, packed or not, in the order of the files' names: GPX, KML and
 * the course's format. A file that holds several drives gives a track each, with a number behind the name. What is
 * wrong in a file is logged with its line, and the rest of it used; a file of which nothing can be used is logged
 * and left out: the others still drive. Synchronous, as nothing can go on before.
 *
 * @throws ConfigError where the folder cannot be read or holds no track that can be used.
 */
export function readTracks(folder: string, log: Log): readonly Track[] {
  const { files, passedOver } = filesIn(folder);
  if (passedOver.length > 0) logPassedOver(passedOver, log);
  const reader = new TrackReader(folder, log);
  for (const file of files) reader.read(file);
  if (reader.tracks.length === 0) {
    const found = files.length === 0 ? 'no track files' : 'only broken track files (see the log)';
    throw new ConfigError([`TRACKS: "${folder}" given, which holds ${found}`]);
  }
  return reader.tracks;
}

function filesIn(folder: string): FoundFiles {
  try {
    return findFiles(folder);
  } catch (error) {
    // Missing, no folder, or not allowed: the setting is wrong, and the reason says how.
    const reason = describeError(error);
    throw new ConfigError([`TRACKS: "${folder}" given, expected a folder of tracks (${reason})`]);
  }
}

function logPassedOver(paths: readonly string[], log: Log): void {
  const more = paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : '';
  const reason = `${paths.slice(0, mostNamed).join(', ')}${more} given, expected .gpx, .kml, .kmz, .gz, .zip or no ending`;
  log.warn({ files: paths.length, reason }, 'Files among the tracks are passed over');
}

/** Reads one file after the other and gives each track a name of its own. */
class TrackReader {
  readonly tracks: Track[] = [];
  readonly #names = new Set<string>();
  readonly #folder: string;
  readonly #log: Log;
  /** Of the file that is read, by the path within it. */
  #findings = new Map<string, Findings>();

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  read(path: string): void {
    this.#findings = new Map();
    try {
      const options = {
        findingsOf: (inner: string) => this.#findingsOf(inner),
        onProblem: (inner: string, error: unknown) => {
          this.#refuse(inner, error);
        },
      };
      for (const file of unpack({ path, bytes: this.#bytesOf(path) }, options)) this.#add(file);
    } catch (error) {
      // A broken file, or one that cannot be read: both concern this file only.
      this.#refuse(path, error);
    }
    for (const findings of this.#findings.values()) findings.log(this.#log);
  }

  #bytesOf(path: string): Uint8Array {
    const { size } = statSync(join(this.#folder, path));
    if (size > mostFileBytes) {
      throw new Error(`a file of ${size} bytes given, expected at most ${mostFileBytes}`);
    }
    return readFileSync(join(this.#folder, path));
  }

  #findingsOf(path: string): Findings {
    const findings = this.#findings.get(path) ?? new Findings(path);
    this.#findings.set(path, findings);
    return findings;
  }

  #add(file: UnpackedFile): void {
    try {
      const name = trackNameOf(file.path);
      if (name === undefined) {
        throw new Error('the file name gives no name that a vehicle can have');
      }
      const drives = drivesOf(file, this.#findingsOf(file.path));
      for (const points of drives) this.tracks.push({ name: this.#freeName(name), points });
      if (drives.length === 1) return;
      const data = { file: file.path, drives: drives.length };
      this.#log.info(data, 'A track file holds several drives, each has a vehicle');
    } catch (error) {
      // Nothing in it can be driven: another file of the same archive may be.
      this.#refuse(file.path, error);
    }
  }

  #freeName(name: string): string {
    const free = this.#names.has(name) ? freeName(name, 2, this.#names) : name;
    this.#names.add(free);
    return free;
  }

  #refuse(path: string, error: unknown): void {
    const reason = printable(`${path}: ${describeError(error)}`);
    // What is wrong in it was no flaw of something that drives.
    this.#findings.delete(path);
    this.#log.error({ file: path, reason }, 'A track cannot be driven');
  }
}

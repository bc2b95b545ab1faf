import { constants, gunzipSync } from 'node:zlib';
import { extname } from 'node:path';
import type { Findings } from '../findings.ts';
import { isTrackFile } from './track-endings.ts';
import { listZip, unpackingProblem } from './unzip.ts';

/** A week of driving with a point each second is a quarter of this. */
export const mostFileBytes = 64 * 1024 * 1024;

/** All files of an archive together. */
const mostArchiveBytes = 4 * mostFileBytes;

const mostEntries = 2_000;

/** An archive in an archive is read, what is deeper is not. */
const deepest = 3;

/** A file as it is when nothing is packed any more. */
export interface UnpackedFile {
  /** From the folder of the tracks on, archives as folders: `2026/export.zip/a.gpx`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What unpacking works with. */
export interface UnpackOptions {
  readonly findingsOf: (path: string) => Findings;
  /** A file that cannot be read, and why; the others are. */
  readonly onProblem: (path: string, error: unknown) => void;
}

/**
 * Unpacks gzip and zip (KMZ is one), known by their first bytes, whatever the file is called; anything else is
 * handed on as it is. One file is in memory at a time.
 *
 * @throws Error where the file itself is a damaged archive, or too large.
 */
export function* unpack(
  file: UnpackedFile,
  options: UnpackOptions,
): Generator<UnpackedFile, void, undefined> {
  yield* unpackLevel(file, { ...options, level: 1, budget: { bytes: mostArchiveBytes } });
}

interface Level extends UnpackOptions {
  readonly level: number;
  /** What may still be unpacked of this archive. */
  readonly budget: { bytes: number };
}

function* unpackLevel(file: UnpackedFile, level: Level): Generator<UnpackedFile, void, undefined> {
  const [first, second, third] = file.bytes;
  const isZip = first === 0x50 && second === 0x4b && (third === 3 || third === 5);
  const isGzip = first === 0x1f && second === 0x8b;
  if (!isZip && !isGzip) {
    yield file;
    return;
  }
  if (level.level > deepest) throw new Error('archives in archives in archives given');
  const deeper = { ...level, level: level.level + 1 };
  if (isGzip) yield* unpackLevel(gunzip(file, deeper), deeper);
  else yield* unpackZip(file, deeper);
}

function gunzip({ path, bytes }: UnpackedFile, { budget, findingsOf }: Level): UnpackedFile {
  const most = Math.max(1, Math.min(mostFileBytes, budget.bytes));
  const options = { maxOutputLength: most };
  try {
    const whole = gunzipSync(bytes, options);
    budget.bytes -= whole.length;
    return { path, bytes: whole };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR')
      throw unpackingProblem(error, most);
    // The end is missing: what comes before it can be unpacked all the same.
    const part = gunzipSync(bytes, { ...options, finishFlush: constants.Z_SYNC_FLUSH });
    const given = 'a packed file whose end is missing';
    findingsOf(path).note('packed-cut-off', {
      line: 1,
      given,
      done: 'what comes before it is read',
    });
    budget.bytes -= part.length;
    return { path, bytes: part };
  }
}

function* unpackZip(
  { path, bytes }: UnpackedFile,
  level: Level,
): Generator<UnpackedFile, void, undefined> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = listZip(archive, mostEntries).filter(({ name }) => !isHidden(name));
  const tracks = entries.filter(({ name }) => isTrackFile(name) && extname(name) !== '');
  if (tracks.length === 0) {
    throw new Error(`an archive of ${entries.length} files without a track given`);
  }
  for (const entry of tracks) {
    const inner = `${path}/${entry.name}`;
    try {
      const unpacked = entry.read(Math.min(mostFileBytes, level.budget.bytes));
      level.budget.bytes -= unpacked.length;
      yield* unpackLevel({ path: inner, bytes: unpacked }, level);
    } catch (error) {
      // Damaged, or too much of it: the others may be whole.
      level.onProblem(inner, error);
    }
  }
}

/** What a Mac packs beside each file, and files that begin with a dot. */
function isHidden(name: string): boolean {
  return name.startsWith('__MACOSX/') || name.split('/').some((part) => part.startsWith('.'));
}

import { createGunzip } from 'node:zlib';
import { describeError } from '@fleetman/toolkit';
import { BackupError } from './backup-error.ts';

/** Far above the longest line; a file without line ends is not gathered in memory. */
const longestLine = 65_536;

/** How much of a line an error shows. */
const longestExcerpt = 80;

/**
 * The lines of a backup's text, whose pieces end anywhere.
 *
 * @throws BackupError that names the line at which the text cannot be read.
 */
export async function* backupLines(
  text: AsyncIterable<string>,
): AsyncGenerator<string, void, undefined> {
  let rest = '';
  let line = 0;
  try {
    for await (const piece of text) {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine) {
        throw new BackupError(`the next one has more than ${longestLine} characters`);
      }
      line += lines.length;
      yield* lines;
    }
  } catch (error) {
    // gzip's own words for a file that was cut off, damaged, or never was gzipped.
    const why = describeError(error);
    throw new BackupError(`the file cannot be read after line ${line}: ${why}`, { cause: error });
  }
  if (rest !== '') yield rest;
}

/** What a line of a backup says as JSON; undefined if it is none, which no schema takes. */
export function parseBackupLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // A SyntaxError, whose message shows the line.
    return undefined;
  }
}

/** The beginning of a line, for messages. */
export function excerptOf(line: string): string {
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt)}…` : line;
}

/** The text of the gzipped backup that is piped into this process. */
export function backupInput(): AsyncIterable<string> {
  const gunzip = createGunzip();
  process.stdin.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  return gunzip.setEncoding('utf8');
}

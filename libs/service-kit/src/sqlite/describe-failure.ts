import type { ThreadFailure } from './sqlite-requests.ts';

/** What SQLite's result codes mean to who runs Fleetman; the low byte of an extended code. */
const meanings: ReadonlyMap<number, string> = new Map([
  [5, 'another process is using it'],
  [8, 'it, or its folder, may not be written to'],
  [10, 'the disk failed'],
  [11, 'it is damaged: bring a backup back'],
  [13, 'the disk is full'],
  [14, 'it cannot be opened'],
  [26, 'it is no SQLite database'],
]);

/** Whether it is the file that cannot be used, and not the statement that was wrong. */
export function isOfFile({ code }: ThreadFailure): boolean {
  return meanings.has(code & 0xff);
}

/** Why a database file cannot be used, in words; SQLite's own behind them. */
export function describeFailure({ code, message }: ThreadFailure): string {
  const meaning = meanings.get(code & 0xff);
  return meaning === undefined ? message : `${meaning} (SQLite: ${message})`;
}

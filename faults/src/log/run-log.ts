import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { LogEvent } from './log-event.ts';

/** The log of a run: a file that is only appended to, a line an event, written before anything else happens. */
export class RunLog {
  readonly file: string;
  readonly #descriptor: number;

  constructor(file: string) {
    this.file = file;
    this.#descriptor = openSync(file, 'a');
  }

  write(event: LogEvent): void {
    writeSync(this.#descriptor, `${JSON.stringify(event)}\n`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** What a run has written, oldest first. */
export function readLog(file: string): LogEvent[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  // Written by RunLog, and by nobody else.
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LogEvent);
}

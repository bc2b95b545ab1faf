import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Where a failing input is kept. */
export function saveInput(border: string, seed: string, input: Uint8Array): string {
  const file = join(tmpdir(), `fleetman-fuzz-${border}-${seed}-${process.pid}.input`);
  writeFileSync(file, input);
  return file;
}

/** What the watching thread shares with this one. */
export interface Watched {
  /** The number of the input in hand, and its length. */
  readonly counters: Int32Array<SharedArrayBuffer>;
  readonly input: Uint8Array<SharedArrayBuffer>;
  readonly border: string;
  readonly seed: string;
}

const mostBytes = 1024 * 1024;

/**
 * Watches from another thread, which goes on where this one hangs: an input that takes too long is
 * saved and the process ended.
 */
export class Watchdog {
  readonly #worker: Worker;
  readonly #watched: Watched;

  constructor(border: string, seed: string) {
    const counters = new Int32Array(new SharedArrayBuffer(8));
    const input = new Uint8Array(new SharedArrayBuffer(mostBytes));
    this.#watched = { counters, input, border, seed };
    this.#worker = new Worker(new URL('./watch.js', import.meta.url), {
      workerData: this.#watched,
    });
  }

  /** Says which input is taken next. */
  note(input: Uint8Array): void {
    this.#watched.input.set(input.subarray(0, mostBytes));
    Atomics.store(this.#watched.counters, 1, Math.min(input.length, mostBytes));
    Atomics.add(this.#watched.counters, 0, 1);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

import type { SqliteLinks } from '@fleetman/service-kit';
import type { NewestMemory } from '../newest/newest-memory.ts';
import { ofVehicle } from './fix-table.ts';
import { oldestFix } from './oldest-fix.ts';
import { slicesOf } from './slices.ts';

/** Vehicles, and fixes of each, that one transaction looks at: some 50 ms, in which nothing is stored. */
const vehiclesAtOnce = 50;
const fixesAtOnce = 500;

/** Share of the time covered that is removed at once while the file is too large. */
const cutShare = 0.02;

const removeOlder = `
  DELETE FROM fixes WHERE ${ofVehicle} AND time < ?2 AND time <= (
    SELECT max(time) FROM (
      SELECT time FROM fixes WHERE ${ofVehicle} ORDER BY time LIMIT ${fixesAtOnce}))`;

/** The two newest fixes of a vehicle stay, however large the file is: its position needs them. */
const butTheNewest = `
  AND time < (SELECT time FROM fixes WHERE ${ofVehicle} ORDER BY time DESC LIMIT 1 OFFSET 1)`;

/** Removes a vehicle of which there is no fix. */
export const removeEmpty = `
  DELETE FROM vehicles WHERE name = ?1
  AND NOT EXISTS (SELECT 1 FROM fixes WHERE vehicle = vehicles.id)`;

const usedPages = `
  SELECT page_count - freelist_count, page_size
  FROM pragma_page_count, pragma_freelist_count, pragma_page_size`;

/** Removes what is older than the retention, and the oldest fixes if the file is too large. */
export class FixSweeper {
  readonly #file: SqliteLinks;
  readonly #memory: NewestMemory;
  readonly #maxBytes: number;

  constructor(file: SqliteLinks, memory: NewestMemory, maxBytes: number) {
    this.#file = file;
    this.#memory = memory;
    this.#maxBytes = maxBytes;
  }

  /**
   * Looks at all vehicles once. The room of what is removed is used by what comes; the file does not shrink.
   *
   * @param oldest the retention's end, in milliseconds.
   */
  async sweep(oldest: number, signal: AbortSignal): Promise<void> {
    await this.#remove(removeOlder, oldest, signal);
    await this.#forgetSilent(oldest);
    if ((await this.#usedBytes()) > this.#maxBytes) await this.#makeRoom(signal);
  }

  /** Removes the oldest fixes of all, a part of the time that the file covers after the other. */
  async #makeRoom(signal: AbortSignal): Promise<void> {
    const vehicles = this.#memory.known(-Infinity);
    const newest = vehicles.reduce((last, one) => Math.max(last, one.newest), -Infinity);
    const oldest = await oldestFix(this.#file, this.#memory.names(), 0);
    const step = Math.max((newest - oldest) * cutShare, 1);
    for (let cut = oldest; cut < newest && !signal.aborted;) {
      cut += step;
      await this.#remove(removeOlder + butTheNewest, cut, signal);
      if ((await this.#usedBytes()) <= this.#maxBytes) return;
    }
  }

  async #remove(sql: string, before: number, signal: AbortSignal): Promise<void> {
    for (const slice of slicesOf(this.#memory.names(), vehiclesAtOnce)) {
      let rest = slice;
      while (rest.length > 0 && !signal.aborted) {
        const values = rest.flatMap((name) => [name, before]);
        const [result] = await this.#file.write([{ sql, values, width: 2 }]);
        const changes = result?.changes ?? [];
        rest = rest.filter((_, index) => changes[index] === fixesAtOnce);
      }
    }
  }

  /** One that reports at this very moment is stored after this, as a new vehicle. */
  async #forgetSilent(oldest: number): Promise<void> {
    const silent = this.#memory.silent(oldest);
    if (silent.length === 0) return;
    const [gone] = await this.#file.write([{ sql: removeEmpty, values: silent, width: 1 }]);
    for (const [index, name] of silent.entries()) {
      if (gone?.changes[index] === 1) this.#memory.forget(name);
    }
  }

  async #usedBytes(): Promise<number> {
    const [found] = await this.#file.read([{ sql: usedPages, values: [], width: 0 }]);
    const [pages, pageBytes] = found?.values ?? [];
    return Number(pages) * Number(pageBytes);
  }
}

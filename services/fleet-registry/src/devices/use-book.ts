import type { RegistryChange, RegistryStore } from '../store/registry-store.ts';
import type { StoredUse } from '../store/stored-records.ts';

/** How often what is noted is written, in milliseconds. */
const writeIntervalMs = 60_000;

/** The most notes between two writes; of more those that came first count. */
const mostNotes = 100_000;

interface Note {
  readonly of: string;
  readonly times: number;
  readonly lastAt: string;
}

/** What a use book works with. */
export interface UseBookParts {
  readonly store: RegistryStore;
  readonly now: () => Date;
  /** Is told of a write that failed; what it held is written with the next. */
  readonly onProblem: (error: unknown) => void;
}

/** Counts uses of keys and shares, in memory, and writes the counts down once a minute. */
export class UseBook {
  readonly #parts: UseBookParts;
  readonly #notes = new Map<string, Note>();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: UseBookParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.write(), writeIntervalMs);
    this.#timer.unref();
  }

  /** Notes a use of what belongs to a vehicle, or to nobody (`''`). */
  note(id: string, of: string): void {
    const times = this.#notes.get(id)?.times ?? 0;
    if (times === 0 && this.#notes.size >= mostNotes) return;
    this.#notes.set(id, { of, times: times + 1, lastAt: this.#parts.now().toISOString() });
  }

  /** How often, and when last, something was used; undefined if never. */
  async of(id: string): Promise<StoredUse | undefined> {
    const stored = await this.#parts.store.find('use', id);
    const note = this.#notes.get(id);
    if (!note) return stored;
    return { count: (stored?.count ?? 0) + note.times, lastAt: note.lastAt };
  }

  /** Writes down what was noted, after a write that is under way. Never rejects. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeNotes());
    return this.#writing;
  }

  async #writeNotes(): Promise<void> {
    const notes = [...this.#notes];
    if (notes.length === 0) return;
    try {
      const changes = await Promise.all(notes.map((note) => this.#changeFor(note)));
      await this.#parts.store.apply(changes.flat());
      for (const [id, { times }] of notes) this.#settle(id, times);
    } catch (error) {
      this.#parts.onProblem(error);
    }
  }

  /** Writes down what is left. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
  }

  /** Nothing for what was taken back meanwhile. */
  async #changeFor([id, { of }]: readonly [string, Note]): Promise<RegistryChange[]> {
    const { store } = this.#parts;
    const isThere = (await store.find('key', id)) ?? (await store.find('share', id));
    const record = isThere && (await this.of(id));
    return record ? [{ do: 'put', kind: 'use', id, of, record }] : [];
  }

  #settle(id: string, times: number): void {
    const note = this.#notes.get(id);
    if (!note) return;
    if (note.times === times) this.#notes.delete(id);
    else this.#notes.set(id, { ...note, times: note.times - times });
  }
}

import { Injectable, signal, untracked } from '@angular/core';
import type { PastChange } from './position-source';

/** Part of a vehicle's past, in milliseconds since 1970, ends included; infinite: all of it. */
export type PastRange = Pick<PastChange, 'from' | 'until'>;

const wholePast: PastRange = { from: -Infinity, until: Infinity };

/**
 * Reports to each view of a vehicle's past that fixes were added to it late, so that it can be
 * loaded again. The gateway reports only vehicles that somebody watches.
 */
@Injectable({ providedIn: 'root' })
export class LateFixes {
  readonly #watchers = new Map<string, Set<(range: PastRange) => void>>();
  readonly #watched = signal<readonly string[]>([], {
    equal: (a, b) => a.join('\n') === b.join('\n'),
  });

  /** The vehicles that are watched, each once. */
  readonly watched = this.#watched.asReadonly();

  /**
   * Calls `changed` whenever fixes were added to the past of this vehicle, with the range that they
   * lie in, until the returned function is called. After a lost connection the whole past may have
   * changed. Calls come as the gateway reports them, several a second at worst.
   */
  watch(name: string, changed: (range: PastRange) => void): () => void {
    const watchers = this.#watchers.get(name) ?? new Set();
    this.#watchers.set(name, watchers);
    // Another function for each call: the same one may watch twice.
    const watcher = (range: PastRange) => {
      changed(range);
    };
    watchers.add(watcher);
    this.#tellWatched();
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(name) === watchers) this.#watchers.delete(name);
      this.#tellWatched();
    };
  }

  /** The past of this vehicle is another one in this range. */
  change({ name, from, until }: PastChange): void {
    this.#tell(name, { from, until });
  }

  /** Nobody knows what was added while the connection was lost. */
  changeAll(): void {
    for (const name of untracked(this.#watched)) this.#tell(name, wholePast);
  }

  #tell(name: string, range: PastRange): void {
    for (const watcher of [...(this.#watchers.get(name) ?? [])]) watcher(range);
  }

  #tellWatched(): void {
    this.#watched.set([...this.#watchers.keys()]);
  }
}

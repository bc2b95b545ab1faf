import { inject, Injectable, signal, untracked } from '@angular/core';
import { PastAccess } from '../past/past-access';
import { PastNotSupported, PastSource, type Reach } from './past-source';

/** How far back one can go, or why one cannot. */
export type ReachState = 'unknown' | 'known' | 'empty' | 'away' | 'not-supported';

/** How far back in time the store reaches; asked for again and again, since it grows and is cut off. */
@Injectable({ providedIn: 'root' })
export class PastReach {
  readonly #source = inject(PastSource);
  readonly #access = inject(PastAccess);
  readonly #reach = signal<Reach | undefined>(undefined);
  readonly #state = signal<ReachState>('unknown');
  #asking: AbortController | undefined;
  /** Whether it was asked in vain: a tracker does not learn it. */
  #isRefused = false;

  /** As last heard; `undefined` where nothing is stored or nothing was heard yet. */
  readonly reach = this.#reach.asReadonly();
  readonly state = this.#state.asReadonly();

  /** Asks once; an earlier question that is still open is given up. Never rejects. */
  async refresh(): Promise<void> {
    if (this.#isRefused) return;
    this.#asking?.abort();
    // A question in vain would be an error in the browser's console.
    if (!untracked(this.#access.hasPast)) {
      this.#state.set('not-supported');
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const reach = await this.#source.reach(asking.signal);
      if (asking.signal.aborted) return;
      this.#reach.set(reach);
      this.#state.set(reach ? 'known' : 'empty');
    } catch (error) {
      if (asking.signal.aborted) return;
      // What was known stays so: the bar works with it until the tracker is back.
      this.#isRefused = error instanceof PastNotSupported;
      this.#state.set(this.#isRefused ? 'not-supported' : 'away');
    }
  }

  stop(): void {
    this.#asking?.abort();
  }
}

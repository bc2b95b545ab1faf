import {
  computed,
  DOCUMENT,
  effect,
  inject,
  Injectable,
  PendingTasks,
  signal,
  type Signal,
} from '@angular/core';
import { fetchJson, keepTrying } from './keep-trying';

/** A part that is not there after so long is missed by the reader. */
const lateMs = 6_000;

/** Loads the parts of the page that come when they are needed, and tries again until it has them. */
@Injectable({ providedIn: 'root' })
export class PartLoader {
  readonly #window = inject(DOCUMENT).defaultView;
  /** The page is not stable before it has the parts that it wants. */
  readonly #pending = inject(PendingTasks);
  readonly #late = signal(0);
  readonly #waiting = new Set<() => void>();

  /** Whether a part is not there although it was tried for some seconds. */
  readonly isLate = computed(() => this.#late() > 0);

  constructor() {
    this.#window?.addEventListener('online', () => {
      this.tryNow();
    });
  }

  /** Resolves with what `load` imports once that can be had; never rejects. */
  async load<Part>(load: () => Promise<Part>): Promise<Part> {
    const came = this.#expect();
    // A browser asks again for a module that it could not get.
    const part = await keepTrying(load, (ms) => this.#pause(ms));
    came();
    return part;
  }

  /** A JSON file beside the page, once it can be had; `undefined` if its server has none. */
  file<File>(url: string): Promise<File | undefined> {
    return this.load(() => fetchJson<File>(url));
  }

  /**
   * Loads the part when it is first wanted; the signal is true once it is there. For `@defer (when …)`,
   * which asks for a script once and never again: here the script is there before. Call it where
   * something can be injected.
   */
  when(isWanted: () => boolean, load: () => Promise<unknown>): Signal<boolean> {
    const isThere = signal(false);
    const waiting = effect(() => {
      if (!isWanted()) return;
      waiting.destroy();
      const done = this.#pending.add();
      // What else follows from the same change comes first: it is there already.
      void Promise.resolve()
        .then(() => this.load(load))
        .then(() => {
          isThere.set(true);
          done();
        });
    });
    return isThere.asReadonly();
  }

  /** Does not wait for the next turn of those that failed. */
  tryNow(): void {
    for (const goOn of this.#waiting) goOn();
  }

  /** Counts a part as late if the returned function is not called in time, and until it is. */
  #expect(): () => void {
    const count = (by: number) => {
      this.#late.update((late) => late + by);
    };
    let end = () => {
      clearTimeout(timer);
    };
    const timer = setTimeout(() => {
      count(1);
      end = () => {
        count(-1);
      };
    }, lateMs);
    return () => {
      end();
    };
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        this.#waiting.delete(goOn);
        resolve();
      };
      const timer = setTimeout(goOn, ms);
      this.#waiting.add(goOn);
    });
  }
}

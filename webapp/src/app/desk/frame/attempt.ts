import { signal, untracked } from '@angular/core';

/** Something that a person asks of the server, once at a time: whether it is under way, and what went wrong. */
export class Attempt {
  readonly #isBusy = signal(false);
  readonly #problem = signal('');

  readonly isBusy = this.#isBusy.asReadonly();
  /** A sentence for people; empty while nothing went wrong. */
  readonly problem = this.#problem.asReadonly();

  /** Whether `what` was done; never rejects. Another one that is asked for meanwhile is passed over. */
  async make(what: () => Promise<void>): Promise<boolean> {
    if (untracked(this.#isBusy)) return false;
    this.#isBusy.set(true);
    this.#problem.set('');
    try {
      await what();
      return true;
    } catch (error) {
      this.#problem.set(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      this.#isBusy.set(false);
    }
  }
}

import { FleetmanError } from '@fleetman/service-kit';
import { Turnstile } from '@fleetman/toolkit';

/** How many questions may wait for their turn; each holds the client's request and little more. */
const mostWaiting = 1_000;

/** One question, for all who asked it while it waits or is open. */
interface SharedQuestion<T> {
  readonly answer: Promise<T>;
  /** Aborted when nobody waits for the answer any more. */
  readonly abandoned: AbortController;
  askers: number;
}

/**
 * Questions to the tracker, each for all who ask the same meanwhile: a few are open at once, the others wait
 * for their turn in the order in which they came.
 */
export class SharedQuestions<T> {
  readonly #mostWaiting: number;
  readonly #turnstile: Turnstile;
  readonly #questions = new Map<string, SharedQuestion<T>>();

  /** At most `mostOpen` are open at once. */
  constructor(mostOpen: number, most = mostWaiting) {
    this.#turnstile = new Turnstile(mostOpen);
    this.#mostWaiting = most;
  }

  /**
   * Rejects as `ask` does, with the reason of `signal` for a client that leaves, and with `rate-limited` if
   * too many others wait. When all who asked have left, the question is given up, too.
   */
  async ask(
    question: string,
    ask: (abandoned: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    const shared = this.#questions.get(question) ?? this.#begin(question, ask);
    shared.askers += 1;
    try {
      return await unlessAborted(shared.answer, signal);
    } finally {
      shared.askers -= 1;
      if (shared.askers === 0) {
        this.#forget(question, shared);
        shared.abandoned.abort();
      }
    }
  }

  #begin(question: string, ask: (abandoned: AbortSignal) => Promise<T>): SharedQuestion<T> {
    if (this.#turnstile.waiting >= this.#mostWaiting) {
      const detail = `${this.#mostWaiting} questions like this wait already; ask again in some seconds`;
      throw new FleetmanError('rate-limited', detail);
    }
    const abandoned = new AbortController();
    const { signal } = abandoned;
    const answer = this.#turnstile.run(() => ask(signal), signal);
    const shared = { answer, abandoned, askers: 0 };
    this.#questions.set(question, shared);
    const forget = () => {
      this.#forget(question, shared);
    };
    answer.then(forget, forget);
    return shared;
  }

  #forget(question: string, shared: SharedQuestion<T>): void {
    if (this.#questions.get(question) === shared) this.#questions.delete(question);
  }
}

/** Settles as `answer` does, but rejects at once if `signal` is aborted before. */
async function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer;
  const { promise: left, reject } = Promise.withResolvers<never>();
  const leave = (): void => {
    // What an AbortSignal gives as its reason is an error unless somebody chose otherwise.
    reject(signal.reason as Error);
  };
  signal.addEventListener('abort', leave);
  try {
    return await Promise.race([answer, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

import { Turnstile } from '../turnstile.ts';

/** Answers in the making, each for all who ask the same at that time, so many at once. */
export class PastAnswers<T> {
  readonly #turnstile: Turnstile;
  readonly #inTheMaking = new Map<string, Promise<T>>();

  constructor(atOnce: number) {
    this.#turnstile = new Turnstile(atOnce);
  }

  /** Rejects as the work does, for all who share it. */
  get(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#inTheMaking.get(key);
    if (known) return known;
    const answer = this.#turnstile.run(work).finally(() => this.#inTheMaking.delete(key));
    this.#inTheMaking.set(key, answer);
    return answer;
  }
}

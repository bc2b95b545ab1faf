/**
 * Works out one answer for many who ask at once. All who ask while an answer is in the making share
 * the next one with all others who wait: nobody gets an answer that was begun before they asked, and
 * never are two in the making.
 */
export class NextAnswer<T> {
  readonly #work: () => Promise<T>;
  #inTheMaking: Promise<unknown> | undefined;
  #next: Promise<T> | undefined;

  constructor(work: () => Promise<T>) {
    this.#work = work;
  }

  /** Rejects as the work does, for those who share that answer. */
  async get(): Promise<T> {
    if (this.#next) return this.#next;
    if (!this.#inTheMaking) return this.#begin();
    this.#next = this.#inTheMaking.then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<T> {
    this.#next = undefined;
    const answer = this.#work();
    this.#inTheMaking = Promise.allSettled([answer]).then(() => {
      this.#inTheMaking = undefined;
    });
    return answer;
  }
}

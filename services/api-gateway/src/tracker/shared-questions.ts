import { FleetmanError } from '@fleetman/service-kit';

/** Questions that are open, each for all who ask the same meanwhile; so many at once. */
export class SharedQuestions<T> {
  readonly #most: number;
  readonly #open = new Map<string, Promise<T>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Rejects as `ask` does, and with `rate-limited` where too many others are open. */
  async ask(question: string, ask: () => Promise<T>): Promise<T> {
    const open = this.#open.get(question);
    if (open) return open;
    if (this.#open.size >= this.#most) {
      const detail = `${this.#most} questions like this are open already; ask again in some seconds`;
      throw new FleetmanError('rate-limited', detail);
    }
    const answer = ask().finally(() => this.#open.delete(question));
    this.#open.set(question, answer);
    return answer;
  }
}

/** Shares work: all who ask for the same while it is under way get the same answer. */
export class SingleFlight<T> {
  readonly #open = new Map<string, Promise<T>>();

  /** Begins `work`, or joins the one under way for the same key; rejects as that does, for all who share it. */
  run(key: string, work: () => Promise<T>): Promise<T> {
    const open = this.#open.get(key);
    if (open) return open;
    const answer = work().finally(() => this.#open.delete(key));
    this.#open.set(key, answer);
    return answer;
  }
}

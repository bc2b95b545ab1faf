/** How much may be under way at once, shared by many takers. */
export class Budget {
  readonly #limit: number;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the amount was taken; it may overdraw the budget, but an exhausted one gives nothing. */
  tryTake(amount: number): boolean {
    if (this.#taken >= this.#limit) return false;
    this.#taken += amount;
    return true;
  }

  /** Takes without asking, for what is there already. */
  take(amount: number): void {
    this.#taken += amount;
  }

  giveBack(amount: number): void {
    this.#taken -= amount;
    if (this.#taken < this.#limit) for (const proceed of this.#waiting) proceed();
  }

  /** Resolves when it is worth trying again, or when `signal` is aborted. */
  freed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const proceed = () => {
        this.#waiting.delete(proceed);
        signal.removeEventListener('abort', proceed);
        resolve();
      };
      this.#waiting.add(proceed);
      signal.addEventListener('abort', proceed);
      if (signal.aborted) proceed();
    });
  }
}

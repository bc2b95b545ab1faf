/** Lets each name through once in a while; of too many the longest known is forgotten. */
export class Seldom {
  readonly #intervalMs: number;
  readonly #most: number;
  /** When a name was let through, the oldest first. */
  readonly #seen = new Map<string, number>();

  constructor(intervalMs: number, most = 100_000) {
    this.#intervalMs = intervalMs;
    this.#most = most;
  }

  /** Whether it is this name's turn at a time in milliseconds, which counts then. */
  isDue(name: string, now: number): boolean {
    const last = this.#seen.get(name);
    if (last !== undefined && now - last < this.#intervalMs) return false;
    this.#seen.delete(name);
    this.#seen.set(name, now);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > this.#most && oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }

  /** Lets the name through the next time. */
  forget(name: string): void {
    this.#seen.delete(name);
  }
}

/** A page sends its view at most four times a second, and a greeting. */
const perSecond = 10;
const burst = 40;

/** Whether a client keeps to the number of messages that it may send: a token bucket. */
export class MessageRate {
  #tokens = burst;
  #filledAt: number;

  /** `now` in milliseconds, of any clock that does not go back. */
  constructor(now: number) {
    this.#filledAt = now;
  }

  /** Counts a message; false when it is one too many. */
  allows(now: number): boolean {
    const filled = this.#tokens + ((now - this.#filledAt) / 1_000) * perSecond;
    this.#filledAt = now;
    this.#tokens = Math.min(burst, filled) - 1;
    return this.#tokens >= 0;
  }
}

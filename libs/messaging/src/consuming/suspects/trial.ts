/**
 * A process that still runs after this time was not ended by the message in hand. A tracker that has just
 * started on a busy machine needs up to 3 s from taking a message to storing it: with 1 s a message that
 * killed each of them counted from zero again and again.
 */
const survivalMs = 10_000;

/**
 * One suspect message, taken alone. When the consumer outlives it, though it cannot store it yet, the
 * suspicion is void: what ends the process later (a rolling update, an operator) must not bring a good
 * message nearer to the limit. It is then `cleared`, once: published anew, and the one in hand acknowledged.
 */
export class Trial {
  readonly #clear: () => Promise<void>;
  readonly #timer: NodeJS.Timeout;
  #clearing: Promise<boolean> | undefined;

  constructor(clear: () => Promise<void>) {
    this.#clear = clear;
    this.#timer = setTimeout(() => {
      void this.survived();
    }, survivalMs);
  }

  /** The consumer has tried the message and lives. Resolves with whether the message is cleared. */
  survived(): Promise<boolean> {
    // A broker that takes nothing now: the message stays a suspect, and in hand.
    this.#clearing ??= this.#clear().then(
      () => true,
      () => false,
    );
    return this.#clearing;
  }

  /** The message is done with, or given up. Resolves with whether it was cleared, and acknowledged, before. */
  async end(): Promise<boolean> {
    clearTimeout(this.#timer);
    return (await this.#clearing) ?? false;
  }
}

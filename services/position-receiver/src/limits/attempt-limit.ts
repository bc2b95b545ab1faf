import { TokenBuckets } from './token-buckets.ts';

/** How many unknown keys and devices of one address are looked at, and after how long it may go on. */
export interface AttemptLimitOptions {
  /** Attempts a minute; 0 for no limit. */
  readonly perMinute: number;
  readonly now?: () => number;
}

/**
 * Counts the unknown keys of each address. Behind one address there may be a whole fleet, of which one phone
 * has a wrong key: a known key makes the address good again.
 */
export class AttemptLimit {
  readonly #buckets: TokenBuckets;
  readonly #perMinute: number;

  constructor({ perMinute, now }: AttemptLimitOptions) {
    this.#perMinute = perMinute;
    this.#buckets = new TokenBuckets({
      perSecond: perMinute / 60,
      capacity: perMinute,
      ...(now && { now }),
    });
  }

  /** After how many seconds the address may try again; undefined if it may now. */
  waitOf(address: string): number | undefined {
    if (this.#perMinute === 0 || this.#buckets.tokensOf(address) >= 1) return undefined;
    return this.#buckets.secondsUntil(address, 1);
  }

  /** Notes an unknown key, and returns whether it is the first of this address for a while. */
  fail(address: string): boolean {
    if (this.#perMinute === 0) return false;
    const isFirst = this.#buckets.tokensOf(address) >= this.#perMinute;
    this.#buckets.tryTake(address, 1);
    return isFirst;
  }

  /** Notes a known key. */
  succeed(address: string): void {
    this.#buckets.fill(address);
  }
}

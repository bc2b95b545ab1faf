/** How many attempts there may be at once, and after how long, in milliseconds, there is one more. */
export interface AttemptLimitOptions {
  readonly burst: number;
  readonly everyMs: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Nobody is known by more names than this; who comes next takes the place of who came first. */
const mostKeys = 50_000;

/** Holds back those who try passwords: a token bucket for each account, or each address. */
export class AttemptLimit {
  readonly #options: AttemptLimitOptions;
  readonly #now: () => number;
  /** Those that were used last stand last. */
  readonly #buckets = new Map<string, Bucket>();

  /** @param now milliseconds that never go back. */
  constructor(options: AttemptLimitOptions, now = () => performance.now()) {
    this.#options = options;
    this.#now = now;
  }

  /** In how many seconds there is an attempt again; 0 if there is one now. */
  waitOf(key: string): number {
    const { tokens } = this.#bucketOf(key);
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * this.#options.everyMs) / 1_000);
  }

  /** Counts an attempt, before it is known how it ends. */
  take(key: string): void {
    const bucket = this.#bucketOf(key);
    bucket.tokens -= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= mostKeys) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }

  /** The attempt went well: it does not count. */
  giveBack(key: string): void {
    const bucket = this.#bucketOf(key);
    bucket.tokens = Math.min(this.#options.burst, bucket.tokens + 1);
  }

  #bucketOf(key: string): Bucket {
    const now = this.#now();
    const { burst, everyMs } = this.#options;
    const bucket = this.#buckets.get(key) ?? { tokens: burst, filledAt: now };
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filledAt) / everyMs);
    bucket.filledAt = now;
    return bucket;
  }
}

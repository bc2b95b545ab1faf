/** How a {@link TokenBuckets} fills its buckets. */
export interface BucketOptions {
  /** Tokens that a bucket gets back in a second; 0 for no limit at all. */
  readonly perSecond: number;
  /** Tokens of a full bucket: what may be taken at once after a pause. */
  readonly capacity: number;
  /** Buckets that are kept; of more the longest unused is forgotten, which makes it full. */
  readonly most?: number;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** A limit for each of many: so many a second on average, and more after a pause. */
export class TokenBuckets {
  readonly #perSecond: number;
  readonly #capacity: number;
  readonly #most: number;
  readonly #now: () => number;
  /** The longest unused first; a bucket that is not here is full. */
  readonly #buckets = new Map<string, Bucket>();

  constructor({ perSecond, capacity, most = 100_000, now }: BucketOptions) {
    this.#perSecond = perSecond;
    this.#capacity = capacity;
    this.#most = most;
    this.#now = now ?? (() => performance.now());
  }

  /** How many tokens there are now. */
  tokensOf(name: string): number {
    const bucket = this.#buckets.get(name);
    if (!bucket || this.#perSecond === 0) return this.#capacity;
    const gained = ((this.#now() - bucket.at) / 1_000) * this.#perSecond;
    return Math.min(this.#capacity, bucket.tokens + gained);
  }

  /** Takes so many tokens, or none if there are not as many. */
  tryTake(name: string, count: number): boolean {
    if (this.#perSecond === 0) return true;
    const tokens = this.tokensOf(name);
    if (tokens < count) return false;
    this.#buckets.delete(name);
    this.#buckets.set(name, { tokens: tokens - count, at: this.#now() });
    this.#forgetOldest();
    return true;
  }

  /** After how many whole seconds there are so many tokens, at least 1. */
  secondsUntil(name: string, count: number): number {
    const missing = count - this.tokensOf(name);
    return Math.max(1, Math.ceil(missing / this.#perSecond));
  }

  /** Makes a bucket full. */
  fill(name: string): void {
    this.#buckets.delete(name);
  }

  #forgetOldest(): void {
    if (this.#buckets.size <= this.#most) return;
    for (const name of this.#buckets.keys()) {
      this.#buckets.delete(name);
      return;
    }
  }
}

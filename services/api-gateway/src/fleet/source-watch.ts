import type { LiveSource } from '@fleetman/contract';
import type { DependencyState } from '@fleetman/service-kit';

/** Without a word for so long what is known is no longer the present, in milliseconds. */
const awayMs = 5_000;

/** How often it is looked at, in milliseconds. */
const lookMs = 500;

/** What a source watch looks at. */
export interface SourceWatchOptions {
  /** Tells when tracker or live feed was last heard. */
  readonly fleet: { readonly heardAt: Date | undefined };
  readonly feed?: { readonly connection: DependencyState } | undefined;
  readonly now: () => Date;
}

/**
 * Whether the fleet is known as it is now. Not while the live feed has been away for more than five
 * seconds, nor while nothing at all has been heard for so long: the follower asks the tracker when the
 * feed is silent, so a fleet that rests is no trouble. A short absence changes nothing.
 */
export class SourceWatch {
  readonly #options: SourceWatchOptions;
  #startedAt = 0;
  #feedAwaySince: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isFresh = true;
  #notify: ((source: LiveSource) => void) | undefined;

  constructor(options: SourceWatchOptions) {
    this.#options = options;
  }

  /** How it is now. */
  get source(): LiveSource {
    const { heardAt } = this.#options.fleet;
    return { fresh: this.#isFresh, heardAt: heardAt?.toISOString() ?? null };
  }

  /** Calls `listener` whenever the source becomes fresh or stale; there is one listener. */
  onChange(listener: (source: LiveSource) => void): void {
    this.#notify = listener;
  }

  start(): void {
    this.#startedAt = this.#nowMs();
    this.#timer ??= setInterval(() => {
      this.#look();
    }, lookMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const wasFresh = this.#isFresh;
    this.#isFresh = this.#isHeard() && this.#isFeedHere();
    if (this.#isFresh !== wasFresh) this.#notify?.(this.source);
  }

  #isHeard(): boolean {
    const heardAt = this.#options.fleet.heardAt?.getTime() ?? this.#startedAt;
    return this.#nowMs() - heardAt <= awayMs;
  }

  #isFeedHere(): boolean {
    const isHere = this.#options.feed?.connection.connected ?? true;
    this.#feedAwaySince = isHere ? undefined : (this.#feedAwaySince ?? this.#nowMs());
    return this.#feedAwaySince === undefined || this.#nowMs() - this.#feedAwaySince <= awayMs;
  }

  #nowMs(): number {
    return this.#options.now().getTime();
  }
}

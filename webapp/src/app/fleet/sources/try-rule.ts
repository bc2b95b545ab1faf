import { backOffDelay } from '@fleetman/toolkit';

/**
 * Pauses between tries: short at first, since most outages are, and rare in a long one. Chromium holds
 * a page's next WebSocket back by 1 to 5 s times 2^failures / 65,536, and counts the failures of up to
 * six minutes (`services/network/websocket_throttler.cc`): 13 cost up to 0.6 s, 16 cost 5 s.
 */
const retry = { firstMs: 200, maxMs: 120_000 };
/** How long a try may last; Chromium's own delay is a part of it. */
const lifeMs = { first: 10_000, longest: 40_000 };
/** Connecting takes a few times as long as a request; a try that takes longer was begun in vain. */
const deadTry = { atLeastMs: 500, requests: 5 };

/** Why a try was begun: its turn came, the machine may be back, or the gateway has answered again. */
export type TryReason = 'turn' | 'wake' | 'answer';

/**
 * Decides when to try to connect and when to abandon a try. A try that was begun without a network
 * hangs after the network is back, so it is abandoned when the gateway answers; the next one is not,
 * however long it takes. Abandoning each would be a livelock wherever connecting takes longer than a
 * request. Times are milliseconds of one clock, which may jump.
 */
export class TryRule {
  #failures = 0;
  /** Whether the gateway has answered since the connection was lost or a request failed. */
  #isReachable = false;
  #current: { readonly at: number; readonly reason: TryReason } | undefined;

  /** How long the next try may last, in milliseconds: longer with each failure, for a slow network. */
  get lifeMs(): number {
    return Math.min(
      lifeMs.longest,
      lifeMs.first * 2 ** Math.min(8, Math.floor(this.#failures / 3)),
    );
  }

  /** A try begins. */
  begin(at: number, reason: TryReason): void {
    // Once the gateway has answered, a try is of that answer, whatever it was begun for.
    this.#current = { at, reason: this.#isReachable ? 'answer' : reason };
  }

  /** A try has succeeded, so the gateway has answered. */
  succeed(): void {
    this.#current = undefined;
    this.#isReachable = true;
    this.#failures = 0;
  }

  /** The connection is lost: whether the gateway can be reached is unknown. */
  lose(): void {
    this.#isReachable = false;
  }

  /** A try has failed; returns the pause before the next one, in milliseconds. */
  fail(): number {
    this.#current = undefined;
    this.#failures++;
    return backOffDelay(this.#failures, retry);
  }

  /** The gateway did not answer a request. */
  miss(): void {
    this.#isReachable = false;
  }

  /** The gateway answered a request after so long; returns whether to begin a new try now. */
  answer(now: number, tookMs: number): boolean {
    const isReturn = !this.#isReachable;
    this.#isReachable = true;
    if (isReturn) this.#failures = 0;
    if (!this.#current) return isReturn;
    const { at, reason } = this.#current;
    return reason !== 'answer' && now - at > deadTry.atLeastMs + deadTry.requests * tookMs;
  }

  /** The network may be back: the browser says so, or somebody looks; returns whether to try now. */
  wake(now: number): boolean {
    const isYoung = this.#current && now - this.#current.at < lifeMs.first;
    // A try of another wake or an answer is as good as a new one, and so is the first of all.
    if (isYoung && (this.#failures === 0 || this.#current?.reason !== 'turn')) return false;
    this.#failures = 0;
    return true;
  }
}

import { DestroyRef, inject, Injectable, signal } from '@angular/core';

/**
 * The gateway's clock as far as this machine can tell, so that ages are right on a machine whose own
 * clock is not.
 */
@Injectable({ providedIn: 'root' })
export class Clock {
  readonly #now = signal(Date.now());
  #aheadMs = 0;

  /** The gateway's time in milliseconds since 1970; moves once a second. */
  readonly now = this.#now.asReadonly();

  constructor() {
    const timer = setInterval(() => {
      this.#tick();
    }, 1_000);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }

  /** The gateway's time at this moment. */
  read(): number {
    return Date.now() + this.#aheadMs;
  }

  /** Takes over a time that the gateway has just sent. */
  synchronise(sentAt: number): void {
    const isFirst = this.#aheadMs === 0;
    this.#aheadMs = sentAt - Date.now();
    if (isFirst) this.#tick();
  }

  #tick(): void {
    this.#now.set(this.read());
  }
}

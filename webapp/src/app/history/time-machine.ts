import { Injectable, signal } from '@angular/core';

/** How many times faster than it was the past can be played. */
export const playRates = [1, 2, 5, 10, 25, 50] as const;

/** Takes the whole fleet back to a past time, and plays on from there. */
@Injectable({ providedIn: 'root' })
export class TimeMachine {
  readonly #at = signal<number | undefined>(undefined);
  readonly #isPlaying = signal(false);
  readonly #rate = signal(1);

  /** The time that is looked at, in milliseconds since 1970; `undefined` while it is now. */
  readonly at = this.#at.asReadonly();
  readonly isPlaying = this.#isPlaying.asReadonly();
  /** How many times faster than it was the past is played. */
  readonly rate = this.#rate.asReadonly();

  goTo(ms: number): void {
    this.#at.set(ms);
  }

  goLive(): void {
    this.#isPlaying.set(false);
    this.#at.set(undefined);
  }

  play(rate: number): void {
    this.#rate.set(rate);
    this.#isPlaying.set(true);
  }

  pause(): void {
    this.#isPlaying.set(false);
  }
}

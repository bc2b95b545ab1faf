import { DestroyRef, inject, Injectable, signal, untracked } from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { Clock } from '../../settings/clock';
import { PastLoader } from './past-loader';
import { PastPlayer } from './past-player';
import { PastNotSupported, PastSource, type PastFleet } from './past-source';
import { PastTime } from './past-time';

/** How many times faster than it was the past can be played. */
export const playRates = [1, 2, 5, 10, 25, 50] as const;

/** Nearer to now than this it is now: reports of the last moment are still on their way. */
const nowWithinMs = 3_000;

/** Why the past cannot be shown: never with this tracker, or not at this moment. */
export type PastProblem = 'not-supported' | 'away';

/** Takes the whole fleet back to a past time, and plays on from there. */
@Injectable({ providedIn: 'root' })
export class TimeMachine {
  readonly #source = inject(PastSource);
  readonly #fleet = inject(FleetStore);
  readonly #clock = inject(Clock);
  readonly #at = inject(PastTime).at;
  readonly #isPlaying = inject(PastTime).isPlaying;
  readonly #rate = signal<number>(10);
  readonly #isWaiting = signal(false);
  readonly #problem = signal<PastProblem | undefined>(undefined);
  readonly #loader: PastLoader;
  #player: PastPlayer | undefined;
  #vehicles = 0;

  /** The time that is looked at, in milliseconds since 1970; `undefined` while it is now. */
  readonly at = this.#at.asReadonly();
  readonly isPlaying = this.#isPlaying.asReadonly();
  /** How many times faster than it was the past is played. */
  readonly rate = this.#rate.asReadonly();
  /** Whether the fleet of this time is still to come. */
  readonly isWaiting = this.#isWaiting.asReadonly();
  readonly problem = this.#problem.asReadonly();

  constructor() {
    this.#loader = new PastLoader(this.#source, {
      loaded: (fleet) => {
        this.#loaded(fleet);
      },
      failed: (error) => {
        this.#failed(error);
      },
    });
    inject(DestroyRef).onDestroy(() => {
      this.#stop();
    });
  }

  /** Shows the fleet as it was at that second, and plays on from there where it plays. */
  goTo(ms: number): void {
    if (!Number.isFinite(ms)) return;
    const at = Math.round(ms / 1_000) * 1_000;
    if (at > this.#clock.read() - nowWithinMs) {
      this.goLive();
      return;
    }
    this.#stopPlayer();
    this.#at.set(at);
    this.#problem.set(undefined);
    this.#loader.want(at);
    this.#isWaiting.set(this.#loader.isLoading);
  }

  goLive(): void {
    this.#stop();
    this.#isPlaying.set(false);
    this.#isWaiting.set(false);
    this.#problem.set(undefined);
    if (untracked(this.#at) === undefined) return;
    this.#at.set(undefined);
    this.#fleet.showLive();
  }

  /** Plays on from the past time that is shown; nothing happens while it is now. */
  play(rate: number = untracked(this.#rate)): void {
    this.#rate.set(rate);
    if (untracked(this.#at) === undefined) return;
    this.#isPlaying.set(true);
    if (untracked(this.#problem)) this.retry();
    else if (!this.#loader.isLoading) this.#startPlayer();
  }

  /** How fast it is played, now or the next time. */
  setRate(rate: number): void {
    if (untracked(this.#isPlaying)) this.play(rate);
    else this.#rate.set(rate);
  }

  pause(): void {
    this.#isPlaying.set(false);
    this.#stopPlayer();
    // The vehicles glide ahead of the clock; now they stand where they stood.
    const at = untracked(this.#at);
    if (at !== undefined) this.goTo(at);
  }

  /** Asks once more for what could not be had. */
  retry(): void {
    const at = untracked(this.#at);
    if (at !== undefined) this.goTo(at);
  }

  #loaded(fleet: PastFleet): void {
    this.#show(fleet, 0);
    this.#isWaiting.set(this.#loader.isLoading);
    if (untracked(this.#isPlaying) && !this.#loader.isLoading) this.#startPlayer();
  }

  #show({ at, vehicles }: PastFleet, glideMs: number): void {
    this.#vehicles = vehicles.length;
    this.#fleet.showPast(at, vehicles, glideMs);
  }

  #startPlayer(): void {
    this.#stopPlayer();
    const from = untracked(this.#at);
    if (from === undefined) return;
    this.#player = new PastPlayer({
      source: this.#source,
      from,
      rate: untracked(this.#rate),
      vehicles: this.#vehicles,
      end: () => this.#clock.read() - nowWithinMs,
      now: () => performance.now(),
      listener: {
        show: (fleet, glideMs) => {
          this.#show(fleet, glideMs);
        },
        moved: (at, isHolding) => {
          this.#at.set(at);
          this.#isWaiting.set(isHolding);
        },
        arrived: () => {
          this.goLive();
        },
        failed: (error) => {
          this.#failed(error);
        },
      },
    });
  }

  #failed(error: unknown): void {
    this.#stop();
    this.#isPlaying.set(false);
    this.#isWaiting.set(false);
    const isNever = error instanceof PastNotSupported;
    if (isNever) this.goLive();
    this.#problem.set(isNever ? 'not-supported' : 'away');
  }

  #stop(): void {
    this.#stopPlayer();
    this.#loader.cancel();
  }

  #stopPlayer(): void {
    this.#player?.stop();
    this.#player = undefined;
  }
}

import { FrameBuffer } from './frame-buffer';
import type { PastFleet, PastSource } from './past-source';

/** How often the clock of the past moves on, in real milliseconds. */
const tickMs = 200;
/** A fleet larger than this gets a frame a second, not five: each is some hundred kilobytes long. */
const largeFleet = 2_000;

/** What a {@link PastPlayer} plays, and whom it tells. */
export interface PastPlayerOptions {
  readonly source: PastSource;
  readonly from: number;
  /** How many times faster than it was. */
  readonly rate: number;
  /** How many vehicles to expect. */
  readonly vehicles: number;
  /** The newest time that may be asked for; it moves on. */
  readonly end: () => number;
  /** Real milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly listener: PastPlayerListener;
}

interface PastPlayerListener {
  /** Vehicles shall reach these places after `glideMs` real milliseconds. */
  show(fleet: PastFleet, glideMs: number): void;
  /** The clock of the past has moved on, or holds since the next frames are late. */
  moved(at: number, isHolding: boolean): void;
  /** The past has caught up with now. */
  arrived(): void;
  failed(error: unknown): void;
}

/** How far apart frames are, in milliseconds of the past: whole seconds, five frames a second at most. */
function frameStep(rate: number, vehicles: number): number {
  const everyMs = vehicles > largeFleet ? 1_000 : tickMs;
  return Math.max(1_000, Math.ceil((rate * everyMs) / 1_000) * 1_000);
}

/** Plays the fleet's past: moves a clock on and shows each frame when its time comes. */
export class PastPlayer {
  readonly #options: PastPlayerOptions;
  readonly #buffer: FrameBuffer;
  #timer: ReturnType<typeof setInterval> | undefined;
  #at: number;
  #lastTick: number;
  #shownAt: number;

  constructor(options: PastPlayerOptions) {
    const { source, from, rate, vehicles, end, now } = options;
    this.#options = options;
    this.#at = from;
    this.#shownAt = from;
    this.#lastTick = now();
    const stepMs = frameStep(rate, vehicles);
    this.#buffer = new FrameBuffer({ source, from: from + stepMs, stepMs, vehicles, end });
    this.#timer = setInterval(() => {
      this.#tick();
    }, tickMs);
    this.#fill();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#buffer.close();
  }

  #tick(): void {
    const { rate, now, listener, end } = this.#options;
    const elapsed = now() - this.#lastTick;
    this.#lastTick += elapsed;
    const wanted = this.#at + elapsed * rate;
    if (wanted >= end()) {
      listener.arrived();
      return;
    }
    // Before the first frame has come the clock holds; after it, no later than the last one.
    const bound = Math.max(this.#at, Math.min(wanted, this.#buffer.loadedUntil ?? this.#at));
    this.#at = bound;
    this.#showNext(bound, rate);
    listener.moved(bound, bound < wanted);
    this.#fill();
  }

  /** Each glide is as long as a tick at least: the vehicles arrive when the clock does. */
  #showNext(at: number, rate: number): void {
    const soon = at + rate * tickMs;
    if (this.#shownAt >= soon) return;
    const next = this.#buffer.frameAfter(Math.max(this.#shownAt, soon - 1));
    if (!next || next.at <= this.#shownAt) return;
    this.#shownAt = next.at;
    this.#options.listener.show(next, Math.max(0, next.at - at) / rate);
  }

  #fill(): void {
    this.#buffer.fill().catch((error: unknown) => {
      if (this.#timer !== undefined) this.#options.listener.failed(error);
    });
  }
}

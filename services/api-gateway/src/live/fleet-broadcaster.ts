import type { LateFixes, LiveView } from '@fleetman/contract';
import { noTracer, OriginJoin, type Tracer } from '@fleetman/tracing';
import { FrameAudience, type FrameSender } from './frame-audience.ts';
import type { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { LateAudience, type LateSender } from './late-audience.ts';
import { MapView } from './map-view.ts';
import type { Recipient } from './recipient.ts';
import { UpdateAudience, type UpdateSender } from './update-audience.ts';

/** From one round to the next: 25 a second at most, and fewer, down to ten, if they take over a tenth of the time. */
const interval = { leastMs: 40, mostMs: 100, rounds: 10 } as const;

/** How a client is told of the fleet. */
export type LiveCoding = 'json' | 'frames';

/** What a broadcaster speaks of, and how. */
export interface FleetBroadcasterOptions {
  readonly fleet: FleetSnapshot;
  readonly sendUpdate: UpdateSender;
  readonly frames: FrameSender;
  readonly sendLate: LateSender;
  readonly now: () => Date;
  /** Records rounds that tell of what was recorded before. Default: none. */
  readonly tracer?: Tracer;
}

/**
 * Tells every client how the fleet moves: first all of it, then what changed since its last update,
 * each vehicle once, at its latest position.
 *
 * It remembers no messages, only which version of the fleet each client was told. A client that is
 * not ready is passed over and, once it is ready again, told what changed in the meantime: nothing
 * piles up for a slow client, and no vehicle's last position is ever lost. Clients with the same
 * needs, which are nearly all of them, share one message.
 */
export class FleetBroadcaster {
  readonly #now: () => Date;
  readonly #tracer: Tracer;
  readonly #causes: OriginJoin;
  readonly #updates: UpdateAudience;
  readonly #frames: FrameAudience;
  readonly #late: LateAudience;
  readonly #stopListening: () => void;
  #cancelRound: () => void = () => undefined;
  #roundAt = Infinity;
  #lastRoundAt = -Infinity;
  #intervalMs: number = interval.leastMs;

  constructor(options: FleetBroadcasterOptions) {
    const { fleet, sendUpdate, frames, sendLate, now, tracer = noTracer } = options;
    this.#now = now;
    this.#tracer = tracer;
    this.#causes = new OriginJoin(tracer);
    this.#updates = new UpdateAudience(fleet, sendUpdate);
    this.#frames = new FrameAudience(fleet, frames);
    this.#late = new LateAudience(sendLate);
    this.#stopListening = fleet.onChange(() => {
      this.#causes.note();
      this.#schedule();
    });
  }

  get size(): number {
    return this.#updates.size + this.#frames.size;
  }

  add(recipient: Recipient, coding: LiveCoding = 'json'): void {
    if (coding === 'json') this.#updates.add(recipient);
    else this.#frames.add(recipient);
    this.#schedule();
  }

  /** The client shows something else. Those told as JSON get everything, whatever they view. */
  look(recipient: Recipient, view: LiveView): void {
    if (!this.#frames.look(recipient, new MapView(view))) return;
    this.#late.look(recipient, view);
    this.#schedule();
  }

  /** Tells those who follow or watch these vehicles that their past has changed. */
  announce(late: readonly LateFixes[]): void {
    const isOfInterest = late.map((one) => this.#late.announce(one)).includes(true);
    if (isOfInterest) this.#schedule();
  }

  remove(recipient: Recipient): void {
    this.#late.remove(recipient);
    if (!this.#updates.remove(recipient)) this.#frames.remove(recipient);
  }

  close(): void {
    this.#stopListening();
    this.#cancelRound();
    this.#updates.clear();
    this.#frames.clear();
    this.#late.clear();
  }

  /** No timer runs while every client knows everything. */
  #schedule(): void {
    const soonest = this.#lastRoundAt + this.#intervalMs;
    if (this.#roundAt <= soonest) return;
    const next = Math.min(this.#updates.nextAt(), this.#frames.nextAt(), this.#late.nextAt());
    if (next >= this.#roundAt) return;
    this.#cancelRound();
    this.#roundAt = Math.max(next, soonest);
    this.#cancelRound = callIn(this.#roundAt - performance.now(), () => {
      this.#runRound();
    });
  }

  #runRound(): void {
    this.#roundAt = Infinity;
    this.#lastRoundAt = performance.now();
    const causes = this.#causes.take();
    if (causes.origins.length === 0) this.#tell();
    else {
      this.#tracer.span('tell clients', causes, (span) => {
        span?.set({ 'fleetman.clients': this.size });
        this.#tell(span?.traceparent);
      });
    }
    const tookMs = performance.now() - this.#lastRoundAt;
    const { leastMs, mostMs, rounds } = interval;
    this.#intervalMs = Math.min(Math.max(leastMs, rounds * tookMs), mostMs);
    this.#schedule();
  }

  #tell(traceparent?: string): void {
    const now = this.#now();
    this.#updates.tell(now);
    // Before the frames, or a client that gets one each round would never be ready for this.
    this.#late.tell(this.#lastRoundAt);
    this.#frames.tell(this.#lastRoundAt, now, traceparent);
  }
}

/** Calls in some milliseconds, or as soon as what is under way is done: a timer's least is one. Returns how to cancel it. */
function callIn(ms: number, call: () => void): () => void {
  if (ms <= 0) {
    const turn = setImmediate(call);
    return () => {
      clearImmediate(turn);
    };
  }
  const timer = setTimeout(call, ms);
  return () => {
    clearTimeout(timer);
  };
}

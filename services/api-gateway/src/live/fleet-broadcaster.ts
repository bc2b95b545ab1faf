import { FrameAudience, type FrameSender } from './frame-audience.ts';
import type { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import type { MapView } from './map-view.ts';
import type { Recipient } from './recipient.ts';
import { UpdateAudience, type UpdateSender } from './update-audience.ts';

/** Ten updates a second and client, at most. */
const intervalMs = 100;

/** How a client is told of the fleet. */
export type LiveCoding = 'json' | 'frames';

/** What a broadcaster speaks of, and how. */
export interface FleetBroadcasterOptions {
  readonly fleet: FleetSnapshot;
  readonly sendUpdate: UpdateSender;
  readonly frames: FrameSender;
  readonly now: () => Date;
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
  readonly #updates: UpdateAudience;
  readonly #frames: FrameAudience;
  #timer: NodeJS.Timeout | undefined;
  #roundAt = Infinity;
  #lastRoundAt = -Infinity;

  constructor({ fleet, sendUpdate, frames, now }: FleetBroadcasterOptions) {
    this.#now = now;
    this.#updates = new UpdateAudience(fleet, sendUpdate);
    this.#frames = new FrameAudience(fleet, frames);
    fleet.onChange(() => {
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

  /** The client's map shows something else. Those told as JSON get everything, whatever they view. */
  look(recipient: Recipient, view: MapView): void {
    this.#frames.look(recipient, view);
    this.#schedule();
  }

  remove(recipient: Recipient): void {
    if (!this.#updates.remove(recipient)) this.#frames.remove(recipient);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#updates.clear();
    this.#frames.clear();
  }

  /** No timer runs while every client knows everything. */
  #schedule(): void {
    const soonest = this.#lastRoundAt + intervalMs;
    if (this.#roundAt <= soonest) return;
    const next = Math.min(this.#updates.nextAt(), this.#frames.nextAt());
    if (next >= this.#roundAt) return;
    clearTimeout(this.#timer);
    this.#roundAt = Math.max(next, soonest);
    const waitMs = Math.max(0, this.#roundAt - performance.now());
    this.#timer = setTimeout(() => {
      this.#runRound();
    }, waitMs);
  }

  #runRound(): void {
    this.#roundAt = Infinity;
    this.#lastRoundAt = performance.now();
    const now = this.#now();
    this.#updates.tell(now);
    this.#frames.tell(this.#lastRoundAt, now);
    this.#schedule();
  }
}

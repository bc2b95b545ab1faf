import type { FleetUpdate } from '@fleetman/contract';
import type { FleetSnapshot } from './fleet-snapshot.ts';

/** Ten updates a second and client, at most. */
const intervalMs = 100;

/** The version of a client that was told nothing yet; the snapshot's own begin with 0. */
const nothingYet = -1;

/** A client of the live feed. */
export interface Recipient {
  readonly id: string;
  /** Whether the client has taken all that was sent to it, so that nothing waits in memory. */
  isReady(): boolean;
}

/** Sends one update to several recipients; it is to be encoded once for all of them. */
export type Deliver = (
  recipients: readonly Recipient[],
  event: 'snapshot' | 'positions',
  update: FleetUpdate,
) => void;

/** What a broadcaster speaks of, and how. */
export interface FleetBroadcasterOptions {
  readonly fleet: FleetSnapshot;
  readonly deliver: Deliver;
  readonly now: () => Date;
}

/**
 * Tells every client how the fleet moves: first all of it, then what changed since its last update,
 * each vehicle once, at its latest position.
 *
 * It remembers no messages, only which version of the fleet each client was told. A client that is
 * not ready is passed over and, once it is ready again, told what changed in the meantime: nothing
 * piles up for a slow client, and no vehicle's last position is ever lost. Clients at the same
 * version, which are nearly all of them, share one message.
 */
export class FleetBroadcaster {
  readonly #options: FleetBroadcasterOptions;
  readonly #toldVersions = new Map<Recipient, number>();
  #timer: NodeJS.Timeout | undefined;
  #lastRoundAt = -Infinity;

  constructor(options: FleetBroadcasterOptions) {
    this.#options = options;
    options.fleet.onChange(() => {
      this.#schedule();
    });
  }

  get size(): number {
    return this.#toldVersions.size;
  }

  add(recipient: Recipient): void {
    this.#toldVersions.set(recipient, nothingYet);
    this.#schedule();
  }

  remove(recipient: Recipient): void {
    this.#toldVersions.delete(recipient);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#toldVersions.clear();
  }

  /** No timer runs while every client knows everything. */
  #schedule(): void {
    if (this.#timer || !this.#isAnyoneBehind()) return;
    const waitMs = Math.max(0, this.#lastRoundAt + intervalMs - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#lastRoundAt = performance.now();
      this.#runRound();
      this.#schedule();
    }, waitMs);
  }

  #isAnyoneBehind(): boolean {
    const { version } = this.#options.fleet;
    for (const told of this.#toldVersions.values()) if (told < version) return true;
    return false;
  }

  #runRound(): void {
    const { fleet, deliver, now } = this.#options;
    for (const [told, recipients] of this.#readyByVersion()) {
      const vehicles = fleet.changedSince(told);
      const event = told === nothingYet ? 'snapshot' : 'positions';
      for (const recipient of recipients) this.#toldVersions.set(recipient, fleet.version);
      deliver(recipients, event, { now: now().toISOString(), vehicles });
    }
  }

  /** The clients that miss something and can take it, those at the same version together. */
  #readyByVersion(): ReadonlyMap<number, Recipient[]> {
    const { version } = this.#options.fleet;
    const groups = new Map<number, Recipient[]>();
    for (const [recipient, told] of this.#toldVersions) {
      if (told === version || !recipient.isReady()) continue;
      const group = groups.get(told);
      if (group) group.push(recipient);
      else groups.set(told, [recipient]);
    }
    return groups;
  }
}

import type { FleetUpdate } from '@fleetman/contract';
import type { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import type { Recipient } from './recipient.ts';

/** The version of a client that was told nothing yet; the snapshot's own begin with 0. */
const nothingYet = -1;

/** Sends one update to several recipients; it is to be encoded once for all of them. */
export type UpdateSender = (
  recipients: readonly Recipient[],
  event: 'snapshot' | 'positions',
  update: FleetUpdate,
) => void;

/** The clients that are told of the fleet as JSON: first all of it, then whatever changed. */
export class UpdateAudience {
  readonly #fleet: FleetSnapshot;
  readonly #send: UpdateSender;
  readonly #toldVersions = new Map<Recipient, number>();

  constructor(fleet: FleetSnapshot, send: UpdateSender) {
    this.#fleet = fleet;
    this.#send = send;
  }

  get size(): number {
    return this.#toldVersions.size;
  }

  add(recipient: Recipient): void {
    this.#toldVersions.set(recipient, nothingYet);
  }

  /** Whether it was one of them. */
  remove(recipient: Recipient): boolean {
    return this.#toldVersions.delete(recipient);
  }

  clear(): void {
    this.#toldVersions.clear();
  }

  /** When someone is to be told something: at once for 0, never as things are for `Infinity`. */
  nextAt(): number {
    const { version } = this.#fleet;
    for (const told of this.#toldVersions.values()) if (told < version) return 0;
    return Infinity;
  }

  /** Tells every client that is ready what changed since it was last told. */
  tell(now: Date): void {
    for (const [told, recipients] of this.#readyByVersion()) {
      const vehicles = this.#fleet.changedSince(told);
      const event = told === nothingYet ? 'snapshot' : 'positions';
      for (const recipient of recipients) this.#toldVersions.set(recipient, this.#fleet.version);
      this.#send(recipients, event, { now: now.toISOString(), vehicles });
    }
  }

  /** The clients that miss something and can take it, those at the same version together. */
  #readyByVersion(): ReadonlyMap<number, Recipient[]> {
    const { version } = this.#fleet;
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

import type { LateFixes, LiveView } from '@fleetman/contract';
import { noTracer } from '@fleetman/tracing';
import { LimitedFleet } from '../visibility/limited-fleet.ts';
import { Visibility } from '../visibility/visibility.ts';
import {
  FleetBroadcaster,
  type FleetBroadcasterOptions,
  type LiveCoding,
} from './fleet-broadcaster.ts';
import type { Recipient } from './recipient.ts';

/** Those who see the same, and who speaks to them. */
interface Audience {
  readonly visibility: Visibility;
  readonly broadcaster: FleetBroadcaster;
  readonly close: () => void;
}

/** A client, and what it needs if it is told of something else from now on. */
interface Member {
  audience: Audience;
  readonly coding: LiveCoding;
  view?: LiveView;
}

/** What a client of the stream sees, and how it is told. */
export interface Admission {
  readonly coding: LiveCoding;
  readonly visibility: Visibility;
}

/**
 * The clients of the live stream, those who see the same together: each audience is told of a fleet of its own, and
 * shares its messages. An audience ends with its last client, so there are no more than clients.
 */
export class LiveAudiences {
  readonly #options: FleetBroadcasterOptions;
  readonly #whole: Audience;
  readonly #limited = new Map<string, Audience>();
  readonly #members = new Map<Recipient, Member>();

  constructor(options: FleetBroadcasterOptions) {
    this.#options = options;
    const broadcaster = new FleetBroadcaster(options);
    const close = () => {
      broadcaster.close();
    };
    this.#whole = { visibility: Visibility.everything, broadcaster, close };
  }

  get size(): number {
    return this.#members.size;
  }

  add(recipient: Recipient, { coding, visibility }: Admission): void {
    const audience = this.#audienceOf(visibility);
    this.#members.set(recipient, { audience, coding });
    audience.broadcaster.add(recipient, coding);
  }

  /** What the client may see has changed: it is told anew, beginning with a snapshot. */
  limit(recipient: Recipient, visibility: Visibility): void {
    const member = this.#members.get(recipient);
    if (!member || member.audience.visibility.key === visibility.key) return;
    this.remove(recipient);
    this.add(recipient, { coding: member.coding, visibility });
    if (member.view) this.look(recipient, member.view);
  }

  /** As {@link FleetBroadcaster.look}. */
  look(recipient: Recipient, view: LiveView): void {
    const member = this.#members.get(recipient);
    if (!member) return;
    member.view = view;
    member.audience.broadcaster.look(recipient, view);
  }

  /** Tells those who follow or watch these vehicles, and see them, that their past has changed. */
  announce(late: readonly LateFixes[]): void {
    this.#whole.broadcaster.announce(late);
    for (const { visibility, broadcaster } of this.#limited.values()) {
      const seen = visibility.select(late);
      if (seen.length > 0) broadcaster.announce(seen);
    }
  }

  remove(recipient: Recipient): void {
    const member = this.#members.get(recipient);
    if (!member) return;
    this.#members.delete(recipient);
    const { visibility, broadcaster, close } = member.audience;
    broadcaster.remove(recipient);
    if (visibility.isWhole || broadcaster.size > 0) return;
    this.#limited.delete(visibility.key);
    close();
  }

  close(): void {
    this.#members.clear();
    this.#whole.close();
    for (const { close } of this.#limited.values()) close();
    this.#limited.clear();
  }

  #audienceOf(visibility: Visibility): Audience {
    if (visibility.isWhole) return this.#whole;
    const known = this.#limited.get(visibility.key);
    if (known) return known;
    const audience = this.#gather(visibility);
    this.#limited.set(visibility.key, audience);
    return audience;
  }

  #gather(visibility: Visibility): Audience {
    // Traces follow reports of the whole fleet.
    const options = { ...this.#options, tracer: noTracer };
    const fleet = new LimitedFleet(options.fleet, visibility, options.now);
    const broadcaster = new FleetBroadcaster({ ...options, fleet: fleet.snapshot });
    const close = () => {
      broadcaster.close();
      fleet.close();
    };
    return { visibility, broadcaster, close };
  }
}

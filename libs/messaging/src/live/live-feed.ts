import type { LiveAnnouncement } from '@fleetman/contract';
import type { ConnectionState } from '../connection-state.ts';

/** Receives announcements in the order they were published; must not throw. */
export type LiveHandler = (announcement: LiveAnnouncement) => void;

/**
 * What is new in the fleet, from trackers to every subscriber: a fan-out. Delivery is at most once; a
 * subscriber that was away or is slow misses some, so it needs another source for the whole picture.
 *
 * Each service that wants to follow the fleet subscribes here. The position queue is not for them: it has
 * one taker, the tracker.
 */
export abstract class LiveFeed {
  /** Whether announcements can be published and received now. */
  abstract get connection(): ConnectionState;

  /**
   * Sends new positions, and which late fixes were stored, to all subscribers; what is left out is none.
   * Never rejects: with no connection they are dropped.
   */
  abstract publish(announcement: Partial<LiveAnnouncement>): Promise<void>;

  /**
   * Calls `handler` with all that others publish from now on, over reconnections, until `close`; what this
   * feed object published itself is passed over unread (see `LiveFeedOptions.publisher`). What no vehicle can have reported is dropped and not handed over (see `LiveFeedOptions.events`).
   */
  abstract subscribe(handler: LiveHandler): Promise<void>;

  /** Stops receiving and disconnects. Rejects nothing and can be called twice. */
  abstract close(): Promise<void>;
}

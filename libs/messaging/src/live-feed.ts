import type { VehiclePosition } from '@fleetman/contract';
import type { ConnectionState } from './connection-state.ts';

/** Receives positions in the order they were published; must not throw. */
export type LiveHandler = (positions: readonly VehiclePosition[]) => void;

/**
 * The latest positions, from trackers to every subscriber: a fan-out. Delivery is at most once; a
 * subscriber that was away or is slow misses some, so it needs another source for the whole picture.
 */
export abstract class LiveFeed {
  /** Whether positions can be published and received now. */
  abstract get connection(): ConnectionState;

  /** Sends positions to all subscribers. Never rejects: with no connection they are dropped. */
  abstract publish(positions: readonly VehiclePosition[]): Promise<void>;

  /** Calls `handler` with all that is published from now on, over reconnections, until `close`. */
  abstract subscribe(handler: LiveHandler): Promise<void>;

  /** Stops receiving and disconnects. Rejects nothing and can be called twice. */
  abstract close(): Promise<void>;
}

import type { VehiclePosition } from './vehicle-position.ts';

/** Where the gateway's socket.io server listens, below the gateway's own address. */
export const liveSocketPath = 'socket.io';

/** A part of the fleet, and the time of the gateway's clock when it was sent (ISO 8601, UTC). */
export interface FleetUpdate {
  readonly now: string;
  readonly vehicles: readonly VehiclePosition[];
}

/**
 * The events a front end receives over socket.io, shaped for its typed `Socket`.
 *
 * `snapshot` comes once after every connect and holds the whole fleet. `positions` comes at most ten
 * times a second and holds the vehicles that changed since this client's last update, each once, at
 * its latest position. A client that reads slowly gets fewer and newer updates.
 */
export interface LiveEvents {
  snapshot: (update: FleetUpdate) => void;
  positions: (update: FleetUpdate) => void;
}

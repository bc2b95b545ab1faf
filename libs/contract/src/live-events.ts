import type { FleetUpdate } from './fleet-update.ts';

/** Where the gateway's socket.io server listens, below the gateway's own address. */
export const liveSocketPath = 'socket.io';

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

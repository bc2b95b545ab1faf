import type { Vehicle } from './vehicle';

/** Whether positions come in. `since` is this machine's clock, in milliseconds since 1970. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'lost'; readonly since: number };

/** A part of the fleet, and the gateway's clock when it was sent. */
export interface FleetPositions {
  readonly sentAt: number;
  readonly vehicles: readonly Vehicle[];
}

/** What a {@link PositionSource} tells. */
export interface PositionListener {
  /** The whole fleet: vehicles that it does not hold are gone. Comes after every connect. */
  replaceAll(positions: FleetPositions): void;
  /** Vehicles that reported since the last call. */
  update(positions: FleetPositions): void;
  changeConnection(connection: Connection): void;
}

/**
 * Where live positions come from. It connects again by itself, for ever, and never throws: its
 * listener hears of every change of the connection.
 */
export abstract class PositionSource {
  /** Begins to connect; may be called once. */
  abstract open(listener: PositionListener): void;

  /** Disconnects; the listener hears nothing more. */
  abstract close(): void;
}

import type { ReportColumns } from './fleet-table';

/**
 * Whether positions come in. `stale`: the gateway answers, but has not heard of the fleet itself.
 * `since` is this machine's clock, in milliseconds since 1970.
 */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'stale'; readonly since: number }
  | { readonly state: 'lost'; readonly since: number };

/** A part of the fleet, and the gateway's clock when it was sent. The columns are read at once. */
export interface FleetPositions {
  readonly sentAt: number;
  readonly reports: ReportColumns;
}

/** What somebody looks at: degrees, `west` > `east` across the antimeridian. */
export interface FleetView {
  readonly north: number;
  readonly south: number;
  readonly east: number;
  readonly west: number;
  /** A vehicle that is told of at once wherever it is. */
  readonly follow?: string;
}

/** What a {@link PositionSource} tells. */
export interface PositionListener {
  /** The whole fleet: vehicles that it does not hold are gone. Comes after every connect. */
  replaceAll(positions: FleetPositions): void;
  /** Vehicles that reported since the last call. */
  update(positions: FleetPositions): void;
  /** Vehicles in sight as they are now, after they may not have been told of for a while. */
  refresh(positions: FleetPositions): void;
  changeConnection(connection: Connection): void;
}

/**
 * Where live positions come from. It connects again by itself, for ever, and never throws: its
 * listener hears of every change of the connection.
 */
export abstract class PositionSource {
  /** Begins to connect; may be called once. */
  abstract open(listener: PositionListener): void;

  /** Says what is looked at, so that the rest of a large fleet may be told of less often. */
  abstract look(view: FleetView): void;

  /** Disconnects; the listener hears nothing more. */
  abstract close(): void;
}

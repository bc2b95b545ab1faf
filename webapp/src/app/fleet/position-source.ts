import type { ReportColumns } from './fleet-table';

/** What is known of a gateway that is polled, since it has no socket that could be had. */
export interface Polled {
  /** Whether it can be asked where the whole fleet was. */
  readonly hasPast: boolean;
}

/**
 * Whether positions come in; `polled` where they are asked for. `stale`: the gateway answers, but has
 * not heard of the fleet itself. `since` is this machine's clock, in milliseconds since 1970. `isRefused`: the
 * gateway answers, but only who has logged in.
 */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live'; readonly polled?: Polled }
  | { readonly state: 'stale'; readonly since: number; readonly polled?: Polled }
  | { readonly state: 'lost'; readonly since: number; readonly isRefused?: boolean };

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

/** Fixes of a vehicle were stored late: its past between these times is another one, ends included. */
export interface PastChange {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Milliseconds since 1970. */
  readonly until: number;
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
  /** Late fixes of a vehicle that {@link PositionSource.watchPasts} named. */
  changePast(change: PastChange): void;
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

  /**
   * Names the vehicles whose late fixes are told of from now on; no others are. Changes while there is
   * no connection are not made up for: after each loss any watched past may have changed.
   */
  abstract watchPasts(names: readonly string[]): void;

  /** Disconnects; the listener hears nothing more. */
  abstract close(): void;
}

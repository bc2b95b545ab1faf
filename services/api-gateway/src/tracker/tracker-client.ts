import type {
  FleetAtQuery,
  FleetExtent,
  FleetRangeQuery,
  HistoryQuery,
  VehicleDetails,
  VehiclePosition,
  VehiclesQuery,
} from '@fleetman/contract';
import type { DependencyState } from '@fleetman/service-kit';
import type { FleetAnswer } from './fleet-answer.ts';

/** An answer that is passed on as the tracker wrote it. */
export interface PassedAnswer {
  /** JSON. Tens of megabytes where many places were asked for: to read it would cost seconds. */
  readonly body: Uint8Array;
  /** What the tracker says of keeping it. */
  readonly caching: string;
}

/**
 * What the gateway asks the tracker. Every method rejects with a `FleetmanError`:
 * `tracker-unavailable` when the tracker does not answer in time or not as it should,
 * `query-invalid` when it refuses the question.
 */
export abstract class TrackerClient {
  /** How the last question ended: answered, or why not. */
  abstract get connection(): DependencyState;

  /** The newest fix of every vehicle, sorted by name. */
  abstract vehicles(query: VehiclesQuery): Promise<readonly VehiclePosition[]>;

  /** The same of the whole fleet, with its text; one question for all who ask meanwhile. */
  abstract fleet(): Promise<FleetAnswer>;

  /**
   * The newest fix of one vehicle, with what else its device said; rejects with `vehicle-unknown` where there is
   * none.
   */
  abstract vehicle(name: string): Promise<VehicleDetails>;

  /**
   * A vehicle's history as text in the shape of `trackPoint`, oldest first, in pieces as the tracker sends them;
   * an infinite `limit` leaves nothing out; `fields` adds what our own tracker knows of the device. Rejects with `vehicle-unknown` where there is no such vehicle. The
   * pieces fail where the tracker breaks off, and end when `departure` is aborted.
   */
  abstract track(
    name: string,
    query: HistoryQuery,
    departure: AbortSignal,
  ): Promise<AsyncIterable<string | Uint8Array>>;

  /**
   * The fleet at a past time, as text in the shape of `fleetAt`. This and the next two reject with
   * `not-supported` where the tracker does not know the question, as the Java system's. They wait for
   * their turn if many ask, until `departure` is aborted: the client has left.
   */
  abstract fleetAt(query: FleetAtQuery, departure?: AbortSignal): Promise<PassedAnswer>;

  /** The fleet at several past times, as text in the shape of `fleetRange`. */
  abstract fleetRange(query: FleetRangeQuery, departure?: AbortSignal): Promise<PassedAnswer>;

  /** How far back the fleet is known. */
  abstract fleetExtent(departure?: AbortSignal): Promise<FleetExtent>;

  /**
   * Has all fixes of a vehicle forgotten, if there are any. Rejects with `not-supported` if the tracker cannot, as
   * the Java system's. Can be repeated.
   */
  abstract forget(name: string): Promise<void>;

  /** Gives up the questions that are still open. */
  abstract close(): void;
}

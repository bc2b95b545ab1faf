import type {
  FleetAtQuery,
  FleetExtent,
  FleetRangeQuery,
  HistoryPosition,
  HistoryQuery,
  VehiclePosition,
  VehiclesQuery,
} from '@fleetman/contract';
import type { DependencyState } from '@fleetman/service-kit';

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

  /** The newest fix of one vehicle; rejects with `vehicle-unknown` where there is none. */
  abstract vehicle(name: string): Promise<VehiclePosition>;

  /** A vehicle's fixes, newest first; rejects with `vehicle-unknown` where there is no such vehicle. */
  abstract history(name: string, query: HistoryQuery): Promise<readonly HistoryPosition[]>;

  /**
   * The fleet at a past time, as text in the shape of `fleetAt`. This and the next two reject with
   * `not-supported` where the tracker does not know the question, as the Java system's.
   */
  abstract fleetAt(query: FleetAtQuery): Promise<PassedAnswer>;

  /** The fleet at several past times, as text in the shape of `fleetRange`. */
  abstract fleetRange(query: FleetRangeQuery): Promise<PassedAnswer>;

  /** How far back the fleet is known. */
  abstract fleetExtent(): Promise<FleetExtent>;

  /** Gives up the questions that are still open. */
  abstract close(): void;
}

import type {
  HistoryPosition,
  HistoryQuery,
  VehiclePosition,
  VehiclesQuery,
} from '@fleetman/contract';
import type { DependencyState } from '@fleetman/service-kit';

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

  /** Gives up the questions that are still open. */
  abstract close(): void;
}

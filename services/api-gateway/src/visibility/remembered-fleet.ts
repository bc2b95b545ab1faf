import type { VehiclePosition } from '@fleetman/contract';
import type { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import type { Visibility } from './visibility.ts';

/** The fleet as last heard, for a tracker that is away. */
export type RememberedFleet = Pick<
  FleetSnapshot,
  'version' | 'size' | 'ageSeconds' | 'all' | 'get'
>;

/** What is seen of the fleet as last heard; it is asked, not copied. */
export class RememberedPart implements RememberedFleet {
  readonly #whole: RememberedFleet;
  readonly #visibility: Visibility;

  constructor(whole: RememberedFleet, visibility: Visibility) {
    this.#whole = whole;
    this.#visibility = visibility;
  }

  get version(): number {
    return this.#whole.version;
  }

  /** Of the whole fleet: with the version it says whether something has changed, and is told nobody. */
  get size(): number {
    return this.#whole.size;
  }

  get ageSeconds(): number | undefined {
    return this.#whole.ageSeconds;
  }

  all(): readonly VehiclePosition[] {
    return this.#visibility.select(this.#whole.all());
  }

  get(name: string): VehiclePosition | undefined {
    return this.#visibility.sees(name) ? this.#whole.get(name) : undefined;
  }
}

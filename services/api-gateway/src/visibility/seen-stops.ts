import type { VehicleStop } from '@fleetman/contract';
import type { KnownStops } from '../stops/vehicle-stops.ts';
import type { Visibility } from './visibility.ts';

/** What is seen of the stops; of one that began before anything of the past is seen nothing is said. */
export class SeenStops implements KnownStops {
  readonly #whole: KnownStops;
  readonly #visibility: Visibility;

  constructor(whole: KnownStops, visibility: Visibility) {
    this.#whole = whole;
    this.#visibility = visibility;
  }

  get version(): number {
    return this.#whole.version;
  }

  all(): readonly VehicleStop[] {
    const stops = this.#visibility.select(this.#whole.all());
    const earliest = this.#visibility.since?.toISOString();
    return earliest === undefined ? stops : stops.filter(({ since }) => since >= earliest);
  }
}

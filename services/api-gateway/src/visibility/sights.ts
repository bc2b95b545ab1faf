import { Injectable } from '@nestjs/common';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { VehicleStops, type KnownStops } from '../stops/vehicle-stops.ts';
import { TrackerClient } from '../tracker/tracker-client.ts';
import { LimitedTracker } from './limited-tracker.ts';
import { RememberedPart, type RememberedFleet } from './remembered-fleet.ts';
import { SeenStops } from './seen-stops.ts';
import { Visibility } from './visibility.ts';

/** What somebody may ask: the tracker, the fleet as last heard, and since when its vehicles stand. */
export interface Sight {
  readonly tracker: TrackerClient;
  readonly fleet: RememberedFleet;
  readonly stops: KnownStops;
}

/** The one way from a request to vehicles: what a visibility may ask, the same for all who have it. */
@Injectable()
export class Sights {
  readonly #whole: Sight;
  readonly #parts = new WeakMap<Visibility, Sight>();

  constructor(tracker: TrackerClient, fleet: FleetSnapshot, stops: VehicleStops) {
    this.#whole = { tracker, fleet, stops };
  }

  /** Of everything it is the tracker itself, which costs nothing. */
  of(visibility: Visibility): Sight {
    if (visibility.isWhole) return this.#whole;
    const known = this.#parts.get(visibility);
    if (known) return known;
    const { tracker, fleet, stops } = this.#whole;
    const part = {
      tracker: new LimitedTracker(tracker, fleet, visibility),
      fleet: new RememberedPart(fleet, visibility),
      stops: new SeenStops(stops, visibility),
    };
    this.#parts.set(visibility, part);
    return part;
  }
}

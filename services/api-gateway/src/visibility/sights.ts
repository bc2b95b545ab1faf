import { Injectable } from '@nestjs/common';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { TrackerClient } from '../tracker/tracker-client.ts';
import { LimitedTracker } from './limited-tracker.ts';
import { RememberedPart, type RememberedFleet } from './remembered-fleet.ts';
import { Visibility } from './visibility.ts';

/** What somebody may ask: the tracker, and the fleet as last heard. */
export interface Sight {
  readonly tracker: TrackerClient;
  readonly fleet: RememberedFleet;
}

/** The one way from a request to vehicles: what a visibility may ask, the same for all who have it. */
@Injectable()
export class Sights {
  readonly #whole: Sight;
  readonly #parts = new WeakMap<Visibility, Sight>();

  constructor(tracker: TrackerClient, fleet: FleetSnapshot) {
    this.#whole = { tracker, fleet };
  }

  /** Of everything it is the tracker itself, which costs nothing. */
  of(visibility: Visibility): Sight {
    if (visibility.isWhole) return this.#whole;
    const known = this.#parts.get(visibility);
    if (known) return known;
    const { tracker, fleet } = this.#whole;
    const part = {
      tracker: new LimitedTracker(tracker, fleet, visibility),
      fleet: new RememberedPart(fleet, visibility),
    };
    this.#parts.set(visibility, part);
    return part;
  }
}

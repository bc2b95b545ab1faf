import type { AttributesText } from '@fleetman/contract';
import type { PositionStore } from '../store/position-store.ts';

/** Vehicles of which is remembered what was found last: up to 8 MB if all have the longest attributes. */
const mostRemembered = 1_000;

/** What was found of a vehicle's fix. */
interface Found {
  readonly time: number;
  readonly attributes: AttributesText | undefined;
}

/**
 * Finds what else a device said with a vehicle's fix. The newest fixes in memory leave it out, so that it takes no
 * memory of those who are not asked about; of the others what was found is remembered until they have reported anew.
 */
export class AttributeFinder {
  readonly #store: Pick<PositionStore, 'track'>;
  readonly #most: number;
  readonly #found = new Map<string, Found>();

  constructor(store: Pick<PositionStore, 'track'>, most = mostRemembered) {
    this.#store = store;
    this.#most = most;
  }

  /** The attributes of the vehicle's fix at a time; undefined if it has none. Rejects as `PositionStore.track` does. */
  async find(vehicle: string, time: Date): Promise<AttributesText | undefined> {
    const known = this.#found.get(vehicle);
    if (known?.time === time.getTime()) return known.attributes;
    const wish = { from: time, order: -1, pageSize: 1, detail: 'all' } as const;
    for await (const [fix] of this.#store.track(vehicle, wish)) {
      // One that another tracker announced may not be read here yet.
      if (fix?.time.getTime() !== time.getTime()) return undefined;
      this.#remember(vehicle, { time: time.getTime(), attributes: fix.attributes });
      return fix.attributes;
    }
    return undefined;
  }

  /** What was found of a vehicle may be wrong from now on. */
  forget(vehicle: string): void {
    this.#found.delete(vehicle);
  }

  #remember(vehicle: string, found: Found): void {
    // Entered anew, so that the one that was asked about longest ago comes first.
    this.#found.delete(vehicle);
    this.#found.set(vehicle, found);
    if (this.#found.size <= this.#most) return;
    for (const oldest of this.#found.keys()) {
      this.#found.delete(oldest);
      return;
    }
  }
}

import { computed, effect, inject, Injectable, untracked } from '@angular/core';
import type { VehicleStop } from '@fleetman/contract';
import { FleetStore } from '../../fleet/fleet-store';
import { ApiClient } from '../../session/api-client';
import { stoppedMph } from '../../vehicle/speed-classes';
import { PastAccess } from './past-access';

/**
 * How long after the connection is there the gateway is asked, in milliseconds; after the first time only for what
 * it did not know, since one that has just begun looks for a while.
 */
const askedAfterMs = [0, 5_000, 60_000];

/** Asks since when the vehicles stand that stood already when the page was opened, or when it came back. */
@Injectable({ providedIn: 'root' })
export class FleetStops {
  readonly #fleet = inject(FleetStore);
  readonly #api = inject(ApiClient);

  constructor() {
    const hasPast = inject(PastAccess).hasPast;
    const isToBeAsked = computed(
      () => this.#fleet.connection().state === 'live' && this.#fleet.hasSnapshot() && hasPast(),
    );
    effect((onCleanup) => {
      if (!isToBeAsked()) return;
      const timers = untracked(() =>
        askedAfterMs.map((ms) => setTimeout(() => void this.#ask(ms === 0), ms)),
      );
      onCleanup(() => {
        timers.forEach(clearTimeout);
      });
    });
  }

  async #ask(isAnew: boolean): Promise<void> {
    if (!isAnew && !this.#isAnyUnknown()) return;
    try {
      const stops = await this.#api.ask<readonly VehicleStop[]>('GET', 'fleet/stops');
      this.#fleet.learnStops(
        stops.map(({ name, since }) => [name, Date.parse(since)] as const),
        isAnew,
      );
    } catch {
      // Of an older gateway, or of one that is away, it is not known: the list says "stopped" without a time.
    }
  }

  #isAnyUnknown(): boolean {
    const { stops, speeds, count } = this.#fleet.table();
    const isStopped = (row: number) => (speeds[row] ?? NaN) < stoppedMph;
    return stops.subarray(0, count).some((since, row) => Number.isNaN(since) && isStopped(row));
  }
}

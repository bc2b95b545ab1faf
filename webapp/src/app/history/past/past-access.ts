import { inject, Injectable, linkedSignal } from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import type { Connection } from '../../fleet/position-source';

/**
 * Whether the gateway can be asked for the past of the fleet and of its vehicles: any of ours, not the
 * Java one, whose history has no times. Taken for granted until the gateway is known.
 */
@Injectable({ providedIn: 'root' })
export class PastAccess {
  readonly #known = linkedSignal<Connection, boolean>({
    source: inject(FleetStore).connection,
    computation: (connection, before) =>
      connection.state === 'live' || connection.state === 'stale'
        ? (connection.polled?.hasPast ?? true)
        : (before?.value ?? true),
  });

  readonly hasPast = this.#known.asReadonly();
}

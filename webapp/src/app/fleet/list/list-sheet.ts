import { inject, Injectable, linkedSignal, signal } from '@angular/core';
import type { SheetHeight } from '../../sheets/sheet-height';
import { FleetStore } from '../fleet-store';

/** How far the list is open on a small screen, where it is a sheet over the map. */
@Injectable({ providedIn: 'root' })
export class ListSheet {
  /** Closed when a vehicle is selected: its reader wants to see it on the map. */
  readonly height = linkedSignal<string | undefined, SheetHeight>({
    source: inject(FleetStore).selectedName,
    computation: (name, before) => (name === undefined ? (before?.value ?? 'closed') : 'closed'),
  });
  /** Whether a finger holds it, at whatever height. */
  readonly isHeld = signal(false);
}

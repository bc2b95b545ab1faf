import { Component, computed, inject, input } from '@angular/core';
import { DeskHost } from './desk/host/desk-host';
import { ListDrag } from './fleet/list/list-drag';
import { FleetStore } from './fleet/fleet-store';
import { FleetStops } from './history/past/fleet-stops';
import { PastTime } from './history/time-machine/past-time';
import { TimeBar } from './history/time-bar/time-bar';
import { UpgradeNotice } from './loading/upgrade-notice';
import { CoversMap } from './map/cover/covers-map';
import type { AddressKeeper } from './page-link/address-keeper';
import { LinkNotice } from './page-link/link-notice';

/** What of the page comes when the map stands. */
@Component({
  selector: 'fleet-later-parts',
  imports: [CoversMap, DeskHost, LinkNotice, ListDrag, TimeBar, UpgradeNotice],
  template: `
    <fleet-time-bar />
    <fleet-upgrade-notice fleetCoversMap [isLive]="isLive()" [isPlaying]="isPlaying()" />
    <fleet-list-drag />
    <fleet-desk-host />
    <fleet-link-notice
      fleetCoversMap
      [misread]="keeper()?.misread() ?? []"
      (dismissed)="keeper()?.dismiss()"
    />
  `,
  styles: ':host { display: contents; }',
})
export class LaterParts {
  readonly keeper = input<AddressKeeper>();

  readonly #fleet = inject(FleetStore);
  protected readonly isLive = computed(() => this.#fleet.connection().state === 'live');
  protected readonly isPlaying = inject(PastTime).isPlaying;

  constructor() {
    inject(FleetStops);
  }
}

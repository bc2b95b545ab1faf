import { DOCUMENT, inject, Injectable, Injector, untracked } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { ListSheet } from '../fleet/list/list-sheet';
import { ListView } from '../fleet/list/list-view';
import { VehicleRecords } from '../fleet/vehicle-records';
import { loadTimeMachine } from '../history/time-machine/load-time-machine';
import { PastTime } from '../history/time-machine/past-time';
import type { HistoryView } from '../history/view/history-view';
import { MapPosition } from '../geo/map-position';
import { PartLoader } from '../loading/part-loader';
import { PageSettings } from '../settings/page-settings';
import type { AddressKeeper } from './address-keeper';
import { readPageState } from './page-state';

/** What is loaded for it when the map stands. */
interface LaterParts {
  readonly AddressKeeper: typeof AddressKeeper;
  readonly HistoryView: typeof HistoryView;
}

/**
 * Shows what the page's address says, at the start. Its keeper, which writes it and follows the browser
 * back and forth, comes later: until then there is no entry to go back to.
 */
@Injectable({ providedIn: 'root' })
export class PageLink {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #fleet = inject(FleetStore);
  readonly #view = inject(ListView);
  readonly #records = inject(VehicleRecords);
  readonly #position = inject(MapPosition);
  readonly #isFullPage = inject(PageSettings).isFullPage;
  readonly #pastTime = inject(PastTime);
  readonly #sheet = inject(ListSheet);
  readonly #injector = inject(Injector);

  constructor() {
    this.#read();
  }

  /** Keeps the address from now on; the page stands without that. */
  async keep(load: () => Promise<LaterParts>): Promise<AddressKeeper | undefined> {
    const { AddressKeeper, HistoryView } = await this.#injector.get(PartLoader).load(load);
    if (!this.#window) return undefined;
    const kept = {
      fleet: this.#fleet,
      view: this.#view,
      records: this.#records,
      position: this.#position,
      pastTime: this.#pastTime,
      sheet: this.#sheet,
      history: this.#isFullPage ? this.#injector.get(HistoryView) : undefined,
      readState: readPageState,
      read: () => {
        this.#read();
      },
    };
    return new AddressKeeper(this.#window, kept, this.#injector);
  }

  #read(): void {
    const state = readPageState(this.#window?.location.search ?? '');
    this.#fleet.select(state.vehicle);
    if (!this.#isFullPage) return;
    this.#view.filter.set(state.filter ?? 'all');
    this.#records.group.set(state.group);
    this.#view.search.set(state.search ?? '');
    this.#view.arrange(state.sort?.order ?? 'name', state.sort?.isReversed ?? false);
    if (state.map) this.#position.wanted.set(state.map);
    void this.#goTo(state.at);
  }

  async #goTo(at: number | undefined): Promise<void> {
    if (at === undefined && untracked(this.#pastTime.at) === undefined) return;
    // The address keeps its time while the time machine is loaded.
    if (at !== undefined) this.#pastTime.at.set(at);
    const machine = await loadTimeMachine(this.#injector);
    if (at === undefined) machine.goLive();
    else machine.goTo(at);
  }
}

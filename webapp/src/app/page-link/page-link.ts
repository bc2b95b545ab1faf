import { DestroyRef, DOCUMENT, inject, Injectable, Injector, untracked } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { ListView } from '../fleet/list/list-view';
import { loadTimeMachine } from '../history/time-machine/load-time-machine';
import { PastTime } from '../history/time-machine/past-time';
import { MapPosition } from '../geo/map-position';
import { PartLoader } from '../loading/part-loader';
import { PageSettings } from '../settings/page-settings';
import { readPageState } from './page-state';

/**
 * Shows what the page's address says, at the start and whenever the browser goes back or forth.
 * Its keeper, which writes it, comes later.
 */
@Injectable({ providedIn: 'root' })
export class PageLink {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #fleet = inject(FleetStore);
  readonly #view = inject(ListView);
  readonly #position = inject(MapPosition);
  readonly #isFullPage = inject(PageSettings).isFullPage;
  readonly #pastTime = inject(PastTime);
  readonly #injector = inject(Injector);

  constructor() {
    this.#read();
    const read = () => {
      this.#read();
    };
    this.#window?.addEventListener('popstate', read);
    inject(DestroyRef).onDestroy(() => {
      this.#window?.removeEventListener('popstate', read);
    });
  }

  /** Keeps the address from now on; the page stands without that. */
  async keep(): Promise<void> {
    const { AddressKeeper } = await this.#injector
      .get(PartLoader)
      .load(() => import('./address-keeper'));
    if (!this.#window) return;
    new AddressKeeper(
      this.#window,
      {
        fleet: this.#fleet,
        view: this.#view,
        position: this.#position,
        pastTime: this.#pastTime,
        isFullPage: this.#isFullPage,
      },
      this.#injector,
    );
  }

  #read(): void {
    const state = readPageState(this.#window?.location.search ?? '');
    this.#fleet.select(state.vehicle);
    if (!this.#isFullPage) return;
    this.#view.filter.set(state.filter ?? 'all');
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

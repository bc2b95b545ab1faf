import { DestroyRef, effect, type Injector } from '@angular/core';
import type { FleetStore } from '../fleet/fleet-store';
import type { ListView } from '../fleet/list/list-view';
import type { MapPosition } from '../geo/map-position';
import type { PastTime } from '../history/time-machine/past-time';
import { pageTitle } from './page-title';
import { readPageState, type PageState } from './page-state';
import { writePageState } from './write-page-state';

/** What the address tells of. Handed in: an import would part what the page begins with into more files. */
export interface KeptView {
  readonly fleet: FleetStore;
  readonly view: ListView;
  readonly position: MapPosition;
  readonly pastTime: PastTime;
  readonly isFullPage: boolean;
}

/** Browsers take about a hundred changes of an address in half a minute, and then throw. */
const writeEveryMs = 500;

/** Keeps what one looks at in the page's address, so that it can be sent to somebody. */
export class AddressKeeper {
  readonly #window: Window;
  readonly #kept: KeptView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #written: PageState = {};

  constructor(window: Window, kept: KeptView, injector: Injector) {
    this.#window = window;
    this.#kept = kept;
    injector.get(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
    });
    effect(
      () => {
        this.#note(this.#state());
      },
      { injector },
    );
    if (kept.isFullPage) this.#keepTitle(injector);
  }

  #keepTitle(injector: Injector): void {
    const { fleet } = this.#kept;
    effect(
      () => {
        const isLost = fleet.connection().state === 'lost';
        this.#window.document.title = pageTitle(fleet.selectedName(), isLost);
      },
      { injector },
    );
  }

  #state(): PageState {
    const { fleet, view, position, pastTime, isFullPage } = this.#kept;
    const vehicle = fleet.selectedName();
    if (!isFullPage) return { vehicle };
    return { vehicle, map: position.shown(), at: pastTime.at(), filter: view.filter() };
  }

  /** A choice is written at once; what moves by itself, the map and the time, now and then. */
  #note(state: PageState): void {
    const isChosen =
      state.vehicle !== this.#written.vehicle || state.filter !== this.#written.filter;
    this.#written = state;
    if (isChosen) this.#write();
    else
      this.#timer ??= setTimeout(() => {
        this.#write();
      }, writeEveryMs);
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { pathname, search, hash } = this.#window.location;
    // A map that is still to come has not been moved away from where the link says.
    const map = this.#written.map ?? readPageState(search).map;
    const query = writePageState(search, { ...this.#written, map });
    if (query !== search) this.#window.history.replaceState(null, '', `${pathname}${query}${hash}`);
  }
}

import {
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
  Injectable,
  Injector,
  untracked,
} from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { ListView } from '../fleet/list-view';
import { loadTimeMachine } from '../history/load-time-machine';
import { PastTime } from '../history/past-time';
import { MapPosition } from '../map/map-position';
import { PageSettings } from './page-settings';
import { readPageState, writePageState, type PageState } from './page-state';

/** Browsers take about a hundred changes of an address in half a minute, and then throw. */
const writeEveryMs = 500;

/** Keeps what one looks at in the page's address, so that it can be sent to somebody. */
@Injectable({ providedIn: 'root' })
export class PageLink {
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #fleet = inject(FleetStore);
  readonly #view = inject(ListView);
  readonly #position = inject(MapPosition);
  readonly #isFullPage = inject(PageSettings).isFullPage;
  readonly #pastTime = inject(PastTime);
  readonly #injector = inject(Injector);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #written: PageState = {};

  constructor() {
    this.#read();
    const read = () => {
      this.#read();
    };
    this.#window?.addEventListener('popstate', read);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
      this.#window?.removeEventListener('popstate', read);
    });
    effect(() => {
      this.#note(this.#state());
    });
  }

  #state(): PageState {
    const vehicle = this.#fleet.selectedName();
    if (!this.#isFullPage) return { vehicle };
    return {
      vehicle,
      map: this.#position.shown(),
      at: this.#pastTime.at(),
      filter: this.#view.filter(),
    };
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
    try {
      const machine = await loadTimeMachine(this.#injector);
      if (at === undefined) machine.goLive();
      else machine.goTo(at);
    } catch {
      // Its file cannot be loaded: the page shows the present, and says so.
      this.#pastTime.at.set(undefined);
    }
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
    if (!this.#window) return;
    const { pathname, search, hash } = this.#window.location;
    // A map that is still to come has not been moved away from where the link says.
    const map = this.#written.map ?? readPageState(search).map;
    const query = writePageState(search, { ...this.#written, map });
    if (query !== search) this.#window.history.replaceState(null, '', `${pathname}${query}${hash}`);
  }
}

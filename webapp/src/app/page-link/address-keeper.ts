import { DestroyRef, effect, type Injector, signal, untracked } from '@angular/core';
import type { FleetStore } from '../fleet/fleet-store';
import type { ListSheet } from '../fleet/list/list-sheet';
import type { ListView } from '../fleet/list/list-view';
import type { VehicleRecords } from '../fleet/vehicle-records';
import type { MapPosition } from '../geo/map-position';
import type { PastTime } from '../history/time-machine/past-time';
import type { HistoryView } from '../history/view/history-view';
import type { SheetHeight } from '../sheets/sheet-height';
import { isStep, type SeenState } from './is-step';
import { pageTitle } from './page-title';
import type { FirstState, ShownHistory } from './page-state';
import { misreadIn, readLaterState } from './read-later-state';
import { writePageState } from './write-page-state';

/**
 * What the address says. All is handed in: what this file imported of what the page begins with, the
 * build would part into files of their own.
 */
export interface KeptView {
  readonly fleet: FleetStore;
  readonly view: ListView;
  readonly records: VehicleRecords;
  readonly position: MapPosition;
  readonly pastTime: PastTime;
  readonly sheet: ListSheet;
  /** None in a release of the course. */
  readonly history: HistoryView | undefined;
  /** Reads what of an address the page began with. */
  readonly readState: (search: string) => FirstState;
  /** Shows what the address says of what the page began with. */
  readonly read: () => void;
}

/** Browsers take about a hundred changes of an address in half a minute, and then throw. */
const writeEveryMs = 500;

/** Keeps what one looks at in the page's address, so that it can be sent to somebody, and Back undoes it. */
export class AddressKeeper {
  readonly #window: Window;
  readonly #kept: KeptView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #misread = signal<readonly string[]>([]);
  #written: SeenState;

  /** What the link said and the page does not understand, as `at=now`; until somebody has read it. */
  readonly misread = this.#misread.asReadonly();

  constructor(window: Window, kept: KeptView, injector: Injector) {
    this.#window = window;
    this.#kept = kept;
    const goTo = ({ state }: PopStateEvent) => {
      this.#show(state);
    };
    window.addEventListener('popstate', goTo);
    injector.get(DestroyRef).onDestroy(() => {
      clearTimeout(this.#timer);
      window.removeEventListener('popstate', goTo);
    });
    if (kept.history) this.#misread.set(misreadIn(window.location.search, kept.readState));
    const { history, isFollowing } = readLaterState(window.location.search);
    if (history) this.#showHistory(history);
    if (isFollowing) kept.fleet.isFollowing.set(true);
    this.#written = untracked(() => this.#state());
    effect(
      () => {
        this.#note(this.#state());
      },
      { injector },
    );
    if (kept.history) this.#keepTitle(injector);
  }

  /** The address of what is looked at. */
  link(): string {
    this.#flush();
    return this.#window.location.href;
  }

  /** Somebody has read what of the link was not understood. */
  dismiss(): void {
    this.#misread.set([]);
  }

  /** The browser went back or forth. */
  #show(entry: unknown): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#kept.read();
    const { history, isFollowing } = readLaterState(this.#window.location.search);
    this.#showHistory(history);
    this.#kept.fleet.isFollowing.set(isFollowing === true);
    this.#kept.sheet.height.set(listIn(entry));
    this.#written = untracked(() => this.#state());
  }

  /** Writes at once what else would be written a moment later. */
  #flush(): void {
    if (this.#timer !== undefined) this.#write(false);
  }

  #keepTitle(injector: Injector): void {
    const { fleet, records } = this.#kept;
    effect(
      () => {
        const name = fleet.selectedName();
        const isLost = fleet.connection().state === 'lost';
        this.#window.document.title = pageTitle(name && records.labelOf(name), isLost);
      },
      { injector },
    );
  }

  #showHistory(wanted: ShownHistory | undefined): void {
    const { history, fleet } = this.#kept;
    const selected = untracked(fleet.selectedName);
    history?.show(wanted?.names ?? [], wanted?.range);
    // A history selects its vehicle when it is opened.
    fleet.select(selected);
  }

  #state(): SeenState {
    const { fleet, view, records, position, pastTime, sheet, history } = this.#kept;
    const vehicle = fleet.selectedName();
    const list = sheet.height();
    if (!history) return { vehicle, list };
    return {
      vehicle,
      map: position.shown(),
      at: pastTime.at(),
      filter: view.filter(),
      group: records.group(),
      search: view.search(),
      sort: { order: view.order(), isReversed: view.isReversed() },
      isFollowing: fleet.isFollowing(),
      history: historyIn(history),
      list,
    };
  }

  /** A choice is written at once; what moves by itself, the map and the time, now and then. */
  #note(state: SeenState): void {
    const isNewEntry = isStep(this.#written, state);
    const isChosen =
      isNewEntry || state.filter !== this.#written.filter || state.group !== this.#written.group;
    // Who goes back finds what was last seen.
    if (isNewEntry) this.#flush();
    this.#written = state;
    if (isChosen) this.#write(isNewEntry);
    else
      this.#timer ??= setTimeout(() => {
        this.#write(false);
      }, writeEveryMs);
  }

  #write(isNewEntry: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { location, history } = this.#window;
    const { list } = this.#written;
    // A map that is still to come has not been moved away from where the link says.
    const map = this.#written.map ?? this.#kept.readState(location.search).map;
    const query = writePageState(location.search, { ...this.#written, map });
    const url = `${location.pathname}${query}${location.hash}`;
    if (isNewEntry) history.pushState({ list }, '', url);
    else if (query !== location.search || list !== listIn(history.state))
      history.replaceState({ list }, '', url);
  }
}

/** How far the list was open, as it was written beside the address. */
function listIn(entry: unknown): SheetHeight {
  const list = typeof entry === 'object' && entry !== null && 'list' in entry ? entry.list : '';
  return list === 'half' || list === 'full' ? list : 'closed';
}

function historyIn(history: HistoryView): ShownHistory | undefined {
  return history.isOpen() ? { names: history.names(), range: history.range() } : undefined;
}

import {
  ApplicationRef,
  createComponent,
  DOCUMENT,
  EnvironmentInjector,
  inject,
  Injectable,
  signal,
  untracked,
} from '@angular/core';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { allPlaces } from '../../places/all-places';
import { Whereabouts } from '../../places/whereabouts';
import { HistoryView } from '../view/history-view';
import { dayRows } from './day-rows';
import { DaySheet, type Day } from './day-sheet';

/** Hands the history of the vehicle that is looked at to the browser's printing, as one sheet. */
@Injectable({ providedIn: 'root' })
export class DayPrinter {
  readonly #document = inject(DOCUMENT);
  readonly #application = inject(ApplicationRef);
  readonly #environmentInjector = inject(EnvironmentInjector);
  readonly #history = inject(HistoryView);
  readonly #records = inject(VehicleRecords);
  readonly #whereabouts = inject(Whereabouts);
  readonly #isPreparing = signal(false);

  /** Whether the streets of a sheet are being looked up. */
  readonly isPreparing = this.#isPreparing.asReadonly();

  /** Opens the browser's dialog; nothing happens where there is no history to print. */
  async print(): Promise<void> {
    if (untracked(this.#isPreparing)) return;
    this.#isPreparing.set(true);
    try {
      const day = await this.#read();
      if (day) await this.#show(day);
    } finally {
      this.#isPreparing.set(false);
    }
  }

  async #read(): Promise<Day | undefined> {
    const [active, window] = untracked(() => [this.#history.active(), this.#history.window()]);
    if (!active || active.track.points.length === 0) return undefined;
    const { name, track, summary } = active;
    const rows = dayRows(track.points, summary.stops);
    const ends = rows.flatMap(({ start, end }) => [start, end]);
    const places = await allPlaces(this.#whereabouts, ends);
    return {
      name: this.#records.labelOf(name),
      window,
      points: track.points,
      rows,
      places,
      printedAt: Date.now(),
    };
  }

  /** The sheet lies beside the page until it is printed: the page's print style hides all else. */
  async #show(day: Day): Promise<void> {
    const sheet = createComponent(DaySheet, { environmentInjector: this.#environmentInjector });
    sheet.setInput('day', day);
    this.#application.attachView(sheet.hostView);
    // The type says nothing of what the element is.
    this.#document.body.append(sheet.location.nativeElement as HTMLElement);
    const window = this.#document.defaultView;
    const remove = () => {
      sheet.destroy();
    };
    window?.addEventListener('afterprint', remove, { once: true });
    sheet.changeDetectorRef.detectChanges();
    // The graph learns its width in one frame, and is drawn in the next.
    await nextFrame();
    await nextFrame();
    window?.print();
  }
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { CloseIcon } from '../../sheets/close-icon';
import { SheetHandle } from '../../sheets/sheet-handle';
import type { SheetHeight } from '../../sheets/sheet-height';
import { SpeedGraph } from '../../vehicle/speed-graph/speed-graph';
import { StopList } from '../../vehicle/stop-list';
import { CoversMap } from '../../map/cover/covers-map';
import { Whereabouts } from '../../places/whereabouts';
import { Formatter } from '../../settings/formatter';
import { DayPrinter } from '../day-sheet/day-printer';
import { HistoryExport } from './history-export';
import { HistoryView, mostTracks } from '../view/history-view';
import { RangeChooser } from './range-chooser';
import { TimeMachine } from '../time-machine/time-machine';

/** More names than this nobody reads in a menu. */
const mostSuggestions = 30;

/** The history of one vehicle or several: tracks on the map, speeds and stops here. */
@Component({
  selector: 'fleet-history-panel',
  imports: [CloseIcon, CoversMap, RangeChooser, SheetHandle, SpeedGraph, StopList],
  templateUrl: './history-panel.html',
  styleUrl: './history-panel.css',
})
export class HistoryPanel {
  protected readonly history = inject(HistoryView);
  protected readonly exporting = inject(HistoryExport);
  protected readonly printer = inject(DayPrinter);
  protected readonly machine = inject(TimeMachine);
  protected readonly format = inject(Formatter);
  readonly #fleet = inject(FleetStore);
  protected readonly records = inject(VehicleRecords);
  readonly #whereabouts = inject(Whereabouts);
  protected readonly search = signal('');
  /** On a phone. */
  protected readonly sheetHeight = signal<SheetHeight>('full');

  protected readonly isFull = computed(() => this.history.names().length >= mostTracks);
  protected readonly hasFailed = computed(() =>
    this.history.tracks().some(({ state }) => state === 'failed'),
  );
  protected readonly cursor = computed(() => {
    const [pointed, active] = [this.history.pointed(), this.history.active()];
    return pointed && pointed.name === active?.name ? pointed.time : this.machine.at();
  });
  protected readonly hasPoints = computed(
    () => (this.history.active()?.track.points.length ?? 0) > 0,
  );
  protected readonly distance = computed(() =>
    this.format.distance(this.history.active()?.summary.metres ?? 0),
  );
  protected readonly hasGap = computed(
    () => this.history.active()?.track.points.some(({ way }) => way === 'gap') === true,
  );
  /** From the first to the last report in the range. */
  protected readonly rangeText = computed(() => {
    const points = this.history.active()?.track.points ?? [];
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return '';
    return `${this.format.dateTime(first.time)} – ${this.format.dateTime(last.time)}`;
  });
  /** From which street and town to which. */
  protected readonly wayText = computed(() => {
    const points = this.history.active()?.track.points ?? [];
    const ends = [points[0], points.at(-1)].map((point) =>
      point === undefined ? '' : this.#whereabouts.of(point),
    );
    return ends.every((end) => end !== '') ? ends.join(' → ') : '';
  });
  /** Names that could be added, for what was typed so far. */
  protected readonly suggestions = computed(() => {
    this.#fleet.membership();
    const wanted = this.search().trim().toLowerCase();
    const table = this.#fleet.table();
    const found: string[] = [];
    for (let row = 0; row < table.count && found.length < mostSuggestions; row++) {
      const name = table.nameAt(row);
      const label = this.records.labelOf(name);
      if (label.toLowerCase().includes(wanted) && !this.history.names().includes(name))
        found.push(label);
    }
    return found.sort();
  });

  constructor() {
    afterRenderEffect(() => {
      this.history.hasPanel.set(this.history.isOpen());
    });
    // What is played ends where the range does.
    effect(() => {
      const at = this.machine.at();
      if (at === undefined || !this.history.isOpen()) return;
      const isOver = at >= this.history.window().to;
      untracked(() => {
        if (isOver && this.machine.isPlaying()) this.machine.pause();
      });
    });
  }

  /** Adds the vehicle as soon as its whole name stands there. */
  protected type(input: HTMLInputElement): void {
    this.search.set(input.value);
    const name = this.#idOf(input.value);
    if (name === undefined) return;
    this.history.add(name);
    input.value = '';
    this.search.set('');
  }

  protected removeLabel(name: string): string {
    return $localize`:@@time.remove:Remove ${this.records.labelOf(name)}:name:`;
  }

  /** The vehicle that is called so, or has that id. */
  #idOf(label: string): string | undefined {
    const table = this.#fleet.table();
    if (table.indexOf(label) >= 0) return label;
    const row = table.rows().find((each) => this.records.labelOf(table.nameAt(each)) === label);
    return row === undefined ? undefined : table.nameAt(row);
  }

  protected point(time: number | undefined): void {
    const active = this.history.active();
    this.history.pointed.set(
      active && time !== undefined ? { name: active.name, time } : undefined,
    );
  }
}

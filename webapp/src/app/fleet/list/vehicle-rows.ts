import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Preferences } from '../../settings/preferences';
import { VehicleSymbol } from '../../vehicle/vehicle-symbol';
import { FleetStore } from '../fleet-store';
import { isChoice, placeAfter } from './list-keys';
import { RowWriter } from './listed-vehicle';
import { VirtualRows } from './virtual-rows';

/**
 * Vehicles to choose from, one a row, by pointer or keys: the list of the fleet, and that of a crowd. Only
 * rows in sight exist. Under the pointer they keep their order, so that nobody hits another row than meant.
 */
@Component({
  selector: 'fleet-vehicle-rows',
  imports: [VehicleSymbol, VirtualRows],
  templateUrl: './vehicle-rows.html',
})
export class VehicleRows {
  /** The rows of the fleet's table to list, in order. */
  readonly rows = input.required<Uint32Array>();
  /** What the order comes from: when it changes, rows under the pointer change as well. */
  readonly arrangement = input('');
  /** The id of the list; those of its rows begin with it. */
  readonly listId = input.required<string>();
  readonly label = input.required<string>();
  /** In pixels. */
  readonly rowHeight = input.required<number>();
  /** A vehicle was hit, or chosen by a key. */
  readonly chosen = output<string>();

  protected readonly fleet = inject(FleetStore);
  protected readonly unit = inject(Preferences).unit;
  readonly #writer = inject(RowWriter);
  protected readonly viewport = viewChild.required(VirtualRows);
  readonly #activeName = signal<string | undefined>(undefined);
  protected readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  protected readonly isPointedAt = signal(false);

  protected readonly shown = linkedSignal<
    { rows: Uint32Array; isHeld: boolean; arrangement: string },
    Uint32Array
  >({
    source: () => ({
      rows: this.rows(),
      isHeld: this.isPointedAt(),
      arrangement: `${this.arrangement()} ${this.fleet.membership()}`,
    }),
    computation: ({ rows, isHeld, arrangement }, before) =>
      before && isHeld && before.source.arrangement === arrangement ? before.value : rows,
  });
  /** The row that the arrow keys are at. */
  readonly activeName = computed(() => this.#activeName() ?? this.fleet.selectedName());
  readonly activeIndex = computed(() => this.#indexOf(this.activeName()));
  /** The id of the row that a screen reader reads; it can only be one that exists. */
  readonly activeId = computed(() => {
    const [index, window] = [this.activeIndex(), this.viewport().window()];
    return index >= window.first && index < window.end ? `${this.listId()}-${index}` : null;
  });
  protected readonly vehicles = computed(() => {
    this.fleet.changes();
    const { first, end } = this.viewport().window();
    const rows = this.shown().subarray(first, end);
    return Array.from(rows, (row, place) => this.#writer.write(row, first + place));
  });

  /** The keys of a listbox. */
  steer(event: KeyboardEvent): void {
    const rowsInSight = this.viewport().rowsInSight();
    const place = placeAfter(event.key, this.activeIndex(), this.shown().length, rowsInSight);
    const active = this.activeName();
    if (place !== undefined) this.activate(place);
    else if (isChoice(event.key) && active !== undefined) {
      this.chosen.emit(active);
      this.#activeName.set(active);
    } else return;
    event.preventDefault();
  }

  /** Has the keys at this place from now on. */
  activate(place: number): void {
    const row = this.shown()[place];
    if (row === undefined) return;
    this.#activeName.set(this.fleet.table().nameAt(row));
    this.viewport().show(place);
  }

  /** Takes the focus, at the row that has the keys; at the first one where none has. */
  enter(): void {
    this.activate(Math.max(0, this.activeIndex()));
    this.list().nativeElement.focus();
  }

  /** Scrolls to the vehicle, if it is listed. */
  show(name: string): void {
    this.viewport().show(this.#indexOf(name));
  }

  showTop(): void {
    this.viewport().showTop();
  }

  protected hit(name: string): void {
    this.#activeName.set(undefined);
    this.chosen.emit(name);
  }

  #indexOf(name: string | undefined): number {
    if (name === undefined) return -1;
    const row = this.fleet.table().indexOf(name);
    return row < 0 ? -1 : this.shown().indexOf(row);
  }
}

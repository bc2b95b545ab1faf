import {
  afterRenderEffect,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { VehicleRows } from '../../fleet/list/vehicle-rows';
import { Formatter } from '../../settings/formatter';
import type { MercatorPoint } from '../../geo/mercator';
import { CloseIcon } from '../../sheets/close-icon';

/** Vehicles on one spot, and where that is in the window, in pixels. */
export interface Crowd {
  readonly names: readonly string[];
  readonly at: MercatorPoint;
}

/** A list of vehicles that lie on each other on the map, to choose one of them. */
@Component({
  selector: 'fleet-vehicle-chooser',
  imports: [CloseIcon, VehicleRows],
  templateUrl: './vehicle-chooser.html',
  styleUrl: './vehicle-chooser.css',
})
export class VehicleChooser {
  readonly crowd = input.required<Crowd>();
  /** One was chosen, or none is wanted. */
  readonly closed = output();

  readonly #fleet = inject(FleetStore);
  readonly #format = inject(Formatter);
  protected readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  protected readonly list = viewChild.required(VehicleRows);
  /** What a finger hits, too. */
  protected readonly rowHeight = 44;

  /** In the order of a person, who counts: 2 before 10. */
  readonly #names = computed(() =>
    this.crowd().names.toSorted(new Intl.Collator(undefined, { numeric: true }).compare),
  );
  protected readonly title = computed(() => {
    const count = this.#format.number(this.#names().length);
    return $localize`:@@crowd.title:${count}:count: vehicles on one spot`;
  });
  /** Those of the crowd that are still in the fleet. */
  protected readonly rows = computed(() => {
    this.#fleet.membership();
    const table = this.#fleet.table();
    return Uint32Array.from(
      this.#names()
        .map((name) => table.indexOf(name))
        .filter((row) => row >= 0),
    );
  });

  constructor() {
    afterRenderEffect(() => {
      this.crowd();
      untracked(() => {
        this.#show();
      });
    });
  }

  protected choose(name: string): void {
    this.#fleet.select(name);
    this.close();
  }

  protected close(): void {
    this.closed.emit();
    document.querySelector<HTMLElement>('.maplibregl-canvas')?.focus();
  }

  /** The browser has closed it: by Escape, or because something else was hit. */
  protected toggled(event: Event): void {
    // The type of this event says nothing of what it carries.
    if ((event as ToggleEvent).newState === 'closed') this.closed.emit();
  }

  #show(): void {
    const { nativeElement: panel } = this.panel();
    // jsdom knows no popovers.
    if ('showPopover' in panel && !panel.matches(':popover-open')) panel.showPopover();
    this.list().enter();
  }
}

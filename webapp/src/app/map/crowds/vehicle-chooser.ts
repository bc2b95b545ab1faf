import {
  afterRenderEffect,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { isChoice, placeAfter } from '../../fleet/list/list-keys';
import { RowWriter } from '../../fleet/list/listed-vehicle';
import { VehicleSymbol } from '../../vehicle/vehicle-symbol';
import type { VehicleState } from '../../vehicle/vehicle-state';
import { VirtualRows } from '../../fleet/list/virtual-rows';
import { Formatter } from '../../settings/formatter';
import type { MercatorPoint } from '../../geo/mercator';

/** Vehicles on one spot, and where that is in the window, in pixels. */
export interface Crowd {
  readonly names: readonly string[];
  readonly at: MercatorPoint;
}

/** A list of vehicles that lie on each other on the map, to choose one of them. */
@Component({
  selector: 'fleet-vehicle-chooser',
  imports: [VehicleSymbol, VirtualRows],
  templateUrl: './vehicle-chooser.html',
  styleUrl: './vehicle-chooser.css',
})
export class VehicleChooser {
  readonly crowd = input.required<Crowd>();
  /** One was chosen, or none is wanted. */
  readonly closed = output();

  protected readonly fleet = inject(FleetStore);
  readonly #writer = inject(RowWriter);
  readonly #format = inject(Formatter);
  protected readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  protected readonly viewport = viewChild.required(VirtualRows);
  protected readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  protected readonly active = signal(0);
  /** What a finger hits, too. */
  protected readonly rowHeight = 44;

  /** In the order of a person, who counts: 2 before 10. */
  protected readonly names = computed(() =>
    this.crowd().names.toSorted(new Intl.Collator(undefined, { numeric: true }).compare),
  );
  protected readonly title = computed(() => {
    const count = this.#format.number(this.names().length);
    return $localize`:@@crowd.title:${count}:count: vehicles on one spot`;
  });
  protected readonly rows = computed(() => {
    this.fleet.changes();
    const { first, end } = this.viewport().window();
    const table = this.fleet.table();
    return this.names()
      .slice(first, end)
      .map((name, place) => ({
        ...this.#writer.write(table.indexOf(name), first + place),
        name,
      }));
  });

  constructor() {
    afterRenderEffect(() => {
      const selected = untracked(this.fleet.selectedName);
      this.active.set(Math.max(0, selected === undefined ? 0 : this.names().indexOf(selected)));
      untracked(() => {
        this.#show();
      });
    });
  }

  protected choose(name: string): void {
    this.fleet.select(name);
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

  protected steer(event: KeyboardEvent): void {
    const names = this.names();
    const name = names[this.active()];
    const rowsInSight = this.viewport().rowsInSight();
    const place = placeAfter(event.key, this.active(), names.length, rowsInSight);
    if (isChoice(event.key) && name !== undefined) this.choose(name);
    else if (place === undefined) return;
    else {
      this.active.set(place);
      this.viewport().show(place);
    }
    event.preventDefault();
  }

  protected stateOf(state: VehicleState): string {
    switch (state) {
      case 'moving':
        return $localize`:@@list.moving:Moving`;
      case 'stopped':
        return $localize`:@@list.stopped:Stopped`;
      case 'silent':
        return $localize`:@@list.silent:Silent`;
      case 'unknown':
        return '';
    }
  }

  #show(): void {
    const { nativeElement: panel } = this.panel();
    // jsdom knows no popovers.
    if ('showPopover' in panel && !panel.matches(':popover-open')) panel.showPopover();
    this.list().nativeElement.focus();
    this.viewport().show(this.active());
  }
}

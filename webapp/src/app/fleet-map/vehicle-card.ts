import { Component, computed, inject, input } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { VehicleRecords } from '../fleet/vehicle-records';
import type { MercatorPoint } from '../geo/mercator';
import { Whereabouts } from '../places/whereabouts';
import { Formatter } from '../settings/formatter';
import { Preferences } from '../settings/preferences';

/** The vehicle under the pointer, and where that is on the map, in pixels. */
export interface HoveredVehicle {
  readonly name: string;
  readonly at: MercatorPoint;
  readonly map: { readonly width: number; readonly height: number };
}

/** Room for the card, in pixels: where there is less, it lies on the other side of the pointer. */
const room = { width: 270, height: 100 } as const;
/** From the pointer to the card. */
const away = 18;

/** What one wants to know of a vehicle that one points at; the list has it for those who cannot. */
@Component({
  selector: 'fleet-vehicle-card',
  template: `
    @if (vehicle(); as shown) {
      <div class="vehicle-card" aria-hidden="true" [style.transform]="transform()">
        <strong>{{ records.labelOf(shown.name) }}</strong>
        <span>{{ speed() }} · {{ age() }}</span>
        @if (where()) {
          <span>{{ where() }}</span>
        }
      </div>
    }
  `,
})
export class VehicleCard {
  readonly hovered = input.required<HoveredVehicle>();
  readonly #fleet = inject(FleetStore);
  protected readonly records = inject(VehicleRecords);
  readonly #format = inject(Formatter);
  readonly #unit = inject(Preferences).unit;
  readonly #whereabouts = inject(Whereabouts);

  protected readonly vehicle = computed(() => {
    this.#fleet.changes();
    return this.#fleet.table().find(this.hovered().name);
  });
  protected readonly speed = computed(
    () => `${this.#format.speed(this.vehicle()?.speedMph ?? null)} ${this.#unit()}`,
  );
  protected readonly age = computed(() =>
    this.#format.age(this.#fleet.shownTime() - (this.vehicle()?.time ?? 0)),
  );
  protected readonly where = computed(() => {
    const vehicle = this.vehicle();
    return vehicle ? this.#whereabouts.ofMoving(vehicle.name, vehicle) : '';
  });
  protected readonly transform = computed(() => {
    const { at, map } = this.hovered();
    const isLeft = at.x > map.width - room.width;
    const isAbove = at.y > map.height - room.height;
    const x = Math.round(at.x + (isLeft ? -away : away));
    const y = Math.round(at.y + (isAbove ? -away : away));
    return `translate(${x}px, ${y}px) translate(${isLeft ? '-100%' : '0'}, ${isAbove ? '-100%' : '0'})`;
  });
}

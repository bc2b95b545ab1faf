import { inject, Injectable } from '@angular/core';
import { Formatter } from '../../settings/formatter';
import { PageSettings } from '../../settings/page-settings';
import { Whereabouts } from '../../places/whereabouts';
import { FleetStore } from '../fleet-store';
import { VehicleRecords } from '../vehicle-records';
import type { VehicleMark } from '../../vehicle/mark/vehicle-mark';
import { stoppedMph } from '../../vehicle/speed-classes';
import { stoppedFor } from '../../vehicle/stopped-for';
import { vehicleStateOf, type VehicleState } from '../../vehicle/vehicle-state';

/** A row of the list, in words. */
export interface ListedVehicle {
  readonly index: number;
  /** The vehicle's id. */
  readonly name: string;
  /** What it is called. */
  readonly label: string;
  /** Empty where the record says neither colour nor kind, or there is none. */
  readonly mark: Partial<VehicleMark>;
  readonly state: VehicleState;
  /** Whether the last report is so old that the vehicle fades. */
  readonly isStale: boolean;
  /** How long ago it reported, unless that is a moment ago; else how long it has stood. */
  readonly note: string;
  /** Street and town; empty until they are known. */
  readonly where: string;
  readonly speed: string;
  /** `null` where they are unknown. */
  readonly speedMph: number | null;
  readonly heading: number | null;
}

/** Puts rows of the fleet's table into words. */
@Injectable({ providedIn: 'root' })
export class RowWriter {
  readonly #fleet = inject(FleetStore);
  readonly #records = inject(VehicleRecords);
  readonly #settings = inject(PageSettings);
  readonly #format = inject(Formatter);
  readonly #whereabouts = inject(Whereabouts);

  /** `row` is the vehicle's in the table, `index` its place in the list. */
  write(row: number, index: number): ListedVehicle {
    const table = this.#fleet.table();
    const ageMs = this.#fleet.shownTime() - (table.times[row] ?? 0);
    const [speed, heading] = [table.speeds[row] ?? NaN, table.headings[row] ?? NaN];
    const place = { lat: table.lats[row] ?? NaN, lng: table.lngs[row] ?? NaN };
    const name = table.nameAt(row);
    const speedMph = Number.isNaN(speed) ? null : speed;
    return {
      index,
      name,
      label: this.#records.labelOf(name),
      mark: this.#records.known().marks.get(name) ?? {},
      state: vehicleStateOf(speed, ageMs, this.#settings.silentAfterMs),
      isStale: ageMs > this.#settings.staleAfterMs,
      note: this.#note(row, ageMs),
      where: this.#whereabouts.ofMoving(name, place),
      speed: this.#format.speed(speedMph),
      speedMph,
      heading: Number.isNaN(heading) ? null : heading,
    };
  }

  #note(row: number, ageMs: number): string {
    const table = this.#fleet.table();
    if (ageMs > this.#settings.staleAfterMs) return this.#format.age(ageMs);
    if (!((table.speeds[row] ?? NaN) < stoppedMph)) return '';
    return stoppedFor(this.#fleet.shownTime() - (table.stops[row] ?? NaN), this.#format);
  }
}

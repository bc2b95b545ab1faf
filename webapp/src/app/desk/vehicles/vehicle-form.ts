import { Component, computed, inject, input, output } from '@angular/core';
import type { Vehicle, VehicleChange } from '@fleetman/contract/registry';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { Attempt } from '../frame/attempt';
import { textIn } from '../frame/text-in';
import { RecordKeeper } from '../record-keeper';
import { markColours } from '../../vehicle/mark/mark-colours';
import { symbolName, vehicleSymbols } from '../../vehicle/mark/vehicle-symbols';

/** All that the registry keeps of one vehicle, to be changed. */
@Component({ selector: 'fleet-vehicle-form', templateUrl: './vehicle-form.html' })
export class VehicleForm {
  readonly vehicle = input.required<Vehicle>();
  /** It was saved, or left as it was. */
  readonly done = output();
  /** It is to be forgotten. */
  readonly forget = output();

  readonly #keeper = inject(RecordKeeper);
  protected readonly records = inject(VehicleRecords);
  protected readonly attempt = new Attempt();
  protected readonly colours = markColours();
  /** One that is not among those that are offered. */
  protected readonly ownColour = computed(() => {
    const { colour } = this.vehicle();
    return this.colours.some((each) => each.colour === colour) ? undefined : colour;
  });
  protected readonly symbols = computed(() => {
    const known: readonly string[] = vehicleSymbols;
    const { symbol = '' } = this.vehicle();
    const all = symbol === '' || known.includes(symbol) ? known : [...known, symbol];
    return all.map((value) => ({ value, name: symbolName(value) }));
  });

  protected async save(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const change = changeIn(new FormData(form));
    const isSaved = await this.attempt.make(() => this.#keeper.save(this.vehicle().id, change));
    if (isSaved) this.done.emit();
  }
}

/** What was entered; what was left empty is unset. */
function changeIn(given: FormData): VehicleChange {
  const text = (name: string) => textIn(given, name) || undefined;
  const [name, plate, group, driver] = [text('name'), text('plate'), text('group'), text('driver')];
  const [symbol, notes] = [text('symbol'), text('notes')];
  const colour = text('colour') === 'own' ? text('own-colour') : text('colour');
  return { name, plate, group, colour, symbol, driver, notes, retired: given.has('retired') };
}

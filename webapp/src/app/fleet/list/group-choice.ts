import { Component, inject } from '@angular/core';
import { VehicleRecords } from '../vehicle-records';

/** Narrows list and map to the vehicles of one group; there where the registry knows groups. */
@Component({
  selector: 'fleet-group-choice',
  template: `
    <label>
      <span i18n="@@list.group">Group</span>
      <select #select (change)="records.group.set(select.value || undefined)">
        <option value="" [selected]="records.group() === undefined" i18n="@@list.all-groups">
          All groups
        </option>
        @for (group of records.groups(); track group) {
          <option [value]="group" [selected]="group === records.group()">{{ group }}</option>
        }
      </select>
    </label>
  `,
  styles: `
    label {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 10px;
      align-items: center;
      margin: 0 12px 8px;
      color: var(--muted);
      font-size: 13px;
    }

    select {
      min-width: 0;
      height: 32px;
      border: 1px solid var(--field-line);
      border-radius: 8px;
      background: var(--field);
      color: var(--text);
      font: inherit;
      font-size: 13.5px;
    }
  `,
})
export class GroupChoice {
  protected readonly records = inject(VehicleRecords);
}

import { Component, computed, inject, input } from '@angular/core';
import { VehicleRecords } from '../../fleet/vehicle-records';

/** To which groups somebody is limited: boxes of the name `group` in the form around it. Nothing without groups. */
@Component({
  selector: 'fleet-group-limits',
  template: `
    @if (groups().length > 0) {
      <fieldset>
        <legend class="note" i18n="@@people.groups">
          Sees only these groups; none chosen: all
        </legend>
        @for (group of groups(); track group) {
          <label class="choice">
            <input
              type="checkbox"
              name="group"
              [value]="group"
              [checked]="limits().includes(group)"
            />
            <span>{{ group }}</span>
          </label>
        }
      </fieldset>
    }
  `,
})
export class GroupLimits {
  /** Those that are set already. */
  readonly limits = input<readonly string[]>([]);

  readonly #records = inject(VehicleRecords);
  /** Those that vehicles have, and those that are set already. */
  protected readonly groups = computed(() =>
    [...new Set([...this.#records.groups(), ...this.limits()])].sort((a, b) => a.localeCompare(b)),
  );
}

import { Component, input, output } from '@angular/core';

/** One of the things that may be chosen. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** The language of the label, where it is not the page's. */
  readonly lang?: string;
}

/** A few choices side by side, of which one holds. */
@Component({
  selector: 'fleet-choice-group',
  template: `
    <fieldset>
      <legend>{{ legend() }}</legend>
      <div class="choices">
        @for (choice of choices(); track choice.value) {
          <label [attr.lang]="choice.lang">
            <input
              type="radio"
              [name]="name()"
              [value]="choice.value"
              [checked]="choice.value === value()"
              (change)="chosen.emit(choice.value)"
            />
            <span>{{ choice.label }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styleUrl: './choice-group.css',
})
export class ChoiceGroup {
  readonly legend = input.required<string>();
  /** Tells this group's buttons from those of others. */
  readonly name = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly value = input.required<string>();
  readonly chosen = output<string>();
}

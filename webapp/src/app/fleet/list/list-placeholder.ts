import { Component, inject } from '@angular/core';
import { Preferences } from '../../settings/preferences';

/** The list of the prototype, which has no fleet: its headings, and where the vehicles will be. */
@Component({
  selector: 'fleet-list-placeholder',
  template: `
    <table>
      <thead>
        <tr>
          @for (heading of headings; track heading) {
            <th scope="col">{{ heading }}</th>
          }
        </tr>
      </thead>
      <tbody>
        <tr>
          <td [attr.colspan]="headings.length" i18n="@@list.placeholder">
            The list of vehicles will be here.
          </td>
        </tr>
      </tbody>
    </table>
  `,
  styles: `
    table {
      width: 100%;
      border-collapse: collapse;
      color: var(--muted);
      font-size: 14px;
    }

    tr {
      border-bottom: 1px solid var(--line);
    }

    th,
    td {
      padding: 9px 12px;
      text-align: right;
      white-space: nowrap;
    }

    th {
      font-size: 12px;
      font-weight: 600;
    }

    th:first-child,
    td {
      width: 100%;
      text-align: left;
    }
  `,
})
export class ListPlaceholder {
  readonly #unit = inject(Preferences).unit;
  protected readonly headings = [
    $localize`:@@list.name:Name`,
    $localize`:@@list.last-seen:Last seen`,
    $localize`:@@list.speed:Speed ${this.#unit()}:unit:`,
  ];
}

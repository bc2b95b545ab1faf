import { Component, computed, inject, input, output } from '@angular/core';
import { Formatter } from '../../settings/formatter';
import { PageSettings } from '../../settings/page-settings';
import { Preferences } from '../../settings/preferences';
import type { VehicleFilter, VehicleOrder } from './arrange-vehicles';
import { VehicleRecords } from '../vehicle-records';
import { GroupChoice } from './group-choice';
import { ListView } from './list-view';

/** What one searches, filters and sorts the list with; the headings of its columns sort it. */
@Component({
  selector: 'fleet-list-tools',
  imports: [GroupChoice],
  templateUrl: './list-tools.html',
})
export class ListTools {
  /** The row that the keys are at, for those who hear it. */
  readonly activeId = input<string | null>(null);
  /** A key in the search, which may be meant for what was found. */
  readonly keyPressed = output<KeyboardEvent>();

  protected readonly view = inject(ListView);
  protected readonly records = inject(VehicleRecords);
  protected readonly settings = inject(PageSettings);
  readonly #format = inject(Formatter);
  readonly #unit = inject(Preferences).unit;
  readonly #filters: readonly { readonly filter: VehicleFilter; readonly label: string }[] = [
    { filter: 'all', label: $localize`:@@list.all:All` },
    { filter: 'moving', label: $localize`:@@list.moving:Moving` },
    { filter: 'stopped', label: $localize`:@@list.stopped:Stopped` },
    { filter: 'silent', label: $localize`:@@list.silent:Silent` },
  ];

  protected readonly filters = computed(() =>
    this.#filters.map(({ filter, label }) => ({
      filter,
      label,
      count: this.#format.number(this.view.counts()[filter]),
    })),
  );
  protected readonly orders = computed(() => {
    const labels: readonly { readonly order: VehicleOrder; readonly label: string }[] = [
      { order: 'name', label: $localize`:@@list.name:Name` },
      { order: 'seen', label: $localize`:@@list.last-seen:Last seen` },
      { order: 'speed', label: $localize`:@@list.speed:Speed ${this.#unit()}:unit:` },
    ];
    const isUpward = (order: VehicleOrder) => (order === 'name') !== this.view.isReversed();
    return labels.map(({ order, label }) => ({
      order,
      label,
      arrow: order === this.view.order() ? (isUpward(order) ? '↑' : '↓') : '',
    }));
  });
  /** How many vehicles were found, for those who do not see them: only while somebody searches. */
  protected readonly found = computed(() => {
    if (this.view.search().trim() === '') return '';
    const count = this.view.rows().length;
    return $localize`:@@list.found:${this.#format.number(count)}:count: found`;
  });

  protected press(event: KeyboardEvent): void {
    if (event.key !== 'Escape') this.keyPressed.emit(event);
    else if (this.view.search() !== '') {
      // It would close the sheet as well.
      event.stopPropagation();
      this.view.search.set('');
    }
  }
}

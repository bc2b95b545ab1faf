import { Component, computed, inject } from '@angular/core';
import { ListNarrowing } from '../fleet/list/list-narrowing';
import { ListView } from '../fleet/list/list-view';
import { Formatter } from '../settings/formatter';

/** Says on the map that a search or a filter hides vehicles, also where the list is out of sight. */
@Component({
  selector: 'fleet-listed-notice',
  template: `
    @if (text(); as words) {
      <p class="map-notice">
        {{ words }}
        <button type="button" i18n="@@list.show-them-all" (click)="narrowing.showAll()">
          Show all
        </button>
      </p>
    }
  `,
})
export class ListedNotice {
  readonly #list = inject(ListView);
  protected readonly narrowing = inject(ListNarrowing);
  readonly #format = inject(Formatter);

  protected readonly text = computed(() => {
    if (!this.narrowing.isNarrowed()) return undefined;
    const shown = this.#format.number(this.#list.rows().length);
    const count = this.#format.number(this.#list.total());
    return $localize`:@@list.listed:${shown}:shown: of ${count}:count: vehicles are shown.`;
  });
}

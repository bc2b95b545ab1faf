import { Component, computed, inject, input } from '@angular/core';
import { ListNarrowing } from './list-narrowing';
import { ListView } from './list-view';

/** Says why the list has no rows, and what to do. */
@Component({
  selector: 'fleet-list-emptiness',
  templateUrl: './list-emptiness.html',
  styles: ':host { display: contents; }',
})
export class ListEmptiness {
  readonly why = input<string>();

  protected readonly view = inject(ListView);
  protected readonly narrowing = inject(ListNarrowing);

  /** That the filter finds none. */
  protected readonly noSuchVehicle = computed(() => {
    switch (this.view.filter()) {
      case 'all':
        return '';
      case 'moving':
        return $localize`:@@list.none-moving:No vehicle is moving just now.`;
      case 'stopped':
        return $localize`:@@list.none-stopped:No vehicle is stopped just now.`;
      case 'silent':
        return $localize`:@@list.none-silent:No vehicle is silent.`;
    }
  });
}

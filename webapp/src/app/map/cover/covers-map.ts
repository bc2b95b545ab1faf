import { DestroyRef, Directive, ElementRef, inject } from '@angular/core';
import { MapCovers } from './map-covers';

/**
 * Announces an element that may lie on the map, so that nothing is shown under it.
 *
 * @example
 * <aside fleetCoversMap>…</aside>
 */
@Directive({ selector: '[fleetCoversMap]' })
export class CoversMap {
  constructor() {
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    inject(DestroyRef).onDestroy(inject(MapCovers).add(nativeElement));
  }
}

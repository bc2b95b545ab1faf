import { Component, computed, inject, input } from '@angular/core';
import { BaseMapChooser } from './base-map-chooser';
import type { OwnMapTrouble } from './own-map';

/** Says in one line why the map under the vehicles is not the one somebody may expect. */
@Component({
  selector: 'fleet-base-map-notice',
  template: `
    @if (baseMap.isUnreachable()) {
      <p class="map-notice" role="status">
        The online map cannot be reached, so this is the offline one.
        <button type="button" (click)="baseMap.dismissNotice()">Dismiss</button>
      </p>
    } @else if (ownMapProblem(); as problem) {
      <p class="map-notice" role="status">
        {{ problem }} So this is the bundled map.
        <button type="button" (click)="baseMap.dismissNotice()">Dismiss</button>
      </p>
    } @else if (isElsewhere() && !baseMap.isOnline()) {
      <p class="map-notice" role="status">
        The offline map has no streets here.
        <button type="button" (click)="baseMap.toggle()">Use the online map</button>
      </p>
    }
  `,
})
export class BaseMapNotice {
  /** Whether the fleet drives where the offline map has no streets. */
  readonly isElsewhere = input(false);

  protected readonly baseMap = inject(BaseMapChooser);
  protected readonly ownMapProblem = computed(() => {
    const trouble = this.baseMap.ownMapTrouble();
    return trouble && describeTrouble(trouble);
  });
}

function describeTrouble(trouble: OwnMapTrouble): string {
  switch (trouble) {
    case 'missing':
      return 'The map of BASE_MAP cannot be loaded.';
    case 'no-ranges':
      return 'The map of BASE_MAP is on a server that does not give parts of files (HTTP ranges).';
    case 'not-pmtiles':
      return 'The file of BASE_MAP is not a PMTiles file of version 3.';
    case 'not-geojson':
      return 'The file of BASE_MAP is not valid GeoJSON.';
    case 'unknown-tiles':
      return 'The file of BASE_MAP has tiles of a kind that cannot be drawn.';
    case 'empty':
      return 'The file of BASE_MAP has nothing to draw.';
  }
}

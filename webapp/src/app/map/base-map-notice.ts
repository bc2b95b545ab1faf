import { Component, computed, inject, input } from '@angular/core';
import { BaseMapChooser } from './base-map-chooser';
import type { OwnMapTrouble } from './own-map-error';

/** Says in one line why the map under the vehicles is not the one somebody may expect. */
@Component({
  selector: 'fleet-base-map-notice',
  template: `
    @if (baseMap.isUnreachable()) {
      <p class="map-notice" role="status">
        <span i18n="@@base-map.unreachable"
          >The online map cannot be reached, so this is the offline one.</span
        >
        <button type="button" i18n="@@base-map.dismiss" (click)="baseMap.dismissNotice()">
          Dismiss
        </button>
      </p>
    } @else if (ownMapProblem(); as problem) {
      <p class="map-notice" role="status">
        {{ problem }}
        <span i18n="@@base-map.bundled-instead">This is the bundled map.</span>
        <button type="button" i18n="@@base-map.dismiss" (click)="baseMap.dismissNotice()">
          Dismiss
        </button>
      </p>
    } @else if (isElsewhere() && !baseMap.isOnline()) {
      <p class="map-notice" role="status">
        <span i18n="@@base-map.elsewhere">The offline map has no streets here.</span>
        <button type="button" i18n="@@base-map.use-online" (click)="baseMap.toggle()">
          Use the online map
        </button>
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
      return $localize`:@@base-map.missing:The map of BASE_MAP cannot be loaded.`;
    case 'no-ranges':
      return $localize`:@@base-map.no-ranges:The server of BASE_MAP does not give parts of a file (HTTP ranges).`;
    case 'not-pmtiles':
      return $localize`:@@base-map.not-pmtiles:The file of BASE_MAP is not a PMTiles file of version 3.`;
    case 'not-geojson':
      return $localize`:@@base-map.not-geojson:The file of BASE_MAP is not valid GeoJSON in degrees.`;
    case 'unknown-tiles':
      return $localize`:@@base-map.unknown-tiles:The file of BASE_MAP has tiles of a kind that cannot be drawn.`;
    case 'empty':
      return $localize`:@@base-map.empty:The file of BASE_MAP has nothing to draw.`;
  }
}

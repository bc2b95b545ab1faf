import { Component, computed, inject, input } from '@angular/core';
import { BaseMapChooser } from './base-map-chooser';
import { describeLeftOut, describeProgress, describeTrouble } from './describe-own-map';

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
    } @else if (leftOut(); as words) {
      <p class="map-notice" role="status">
        {{ words }}
        <button type="button" i18n="@@base-map.dismiss" (click)="baseMap.dismissNotice()">
          Dismiss
        </button>
      </p>
    } @else if (progress(); as words) {
      <p class="map-notice" role="status">{{ words }}</p>
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
    const own = this.baseMap.ownMap();
    return own?.state === 'refused' ? describeTrouble(own) : undefined;
  });
  protected readonly leftOut = computed(() => {
    const own = this.baseMap.ownMap();
    return own?.state === 'drawn' && own.leftOut ? describeLeftOut(own.leftOut) : undefined;
  });
  protected readonly progress = computed(() => {
    const own = this.baseMap.ownMap();
    const isUnderway = own?.state === 'loading' || own?.state === 'reading';
    return isUnderway ? describeProgress(own) : undefined;
  });
}

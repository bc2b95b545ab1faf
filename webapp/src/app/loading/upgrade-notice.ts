import { Component, effect, inject, input } from '@angular/core';
import { UpgradeWatch } from './upgrade-watch';

/** Says that the server has another release of the page. */
@Component({
  selector: 'fleet-upgrade-notice',
  template: `
    @if (watch.isOld()) {
      <span i18n="@@loading.upgrade"
        >There is a new version of this page. It is loaded as soon as nobody uses this one.</span
      >
      <button type="button" class="link" (click)="watch.upgrade()" i18n="@@loading.upgrade-now">
        Load it now
      </button>
    }
  `,
  host: { role: 'status' },
})
export class UpgradeNotice {
  /** Whether the gateway is connected: with each new connection another release may be there. */
  readonly isLive = input(false);
  /** Whether the past is played. */
  readonly isPlaying = input(false);

  protected readonly watch = inject(UpgradeWatch);

  constructor() {
    effect(() => {
      if (this.isLive()) void this.watch.ask();
    });
    effect(() => {
      this.watch.isPlaying.set(this.isPlaying());
    });
  }
}

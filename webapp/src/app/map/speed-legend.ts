import { Component, computed, inject } from '@angular/core';
import { Formatter } from '../settings/formatter';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { formatSpeed } from '../settings/units';
import { speedClasses } from '../vehicle/speed-classes';

/** What the vehicles' colours mean. */
@Component({
  selector: 'fleet-speed-legend',
  template: `
    <ul aria-label="Colours by speed" i18n-aria-label="@@legend.title">
      @for (band of bands(); track band.color) {
        <li><span [style.background]="band.color"></span>{{ band.label }}</li>
      }
      <li aria-hidden="true">{{ unit() }}</li>
      @if (settings.isFullPage) {
        <li class="fading">
          <span class="stale"></span>
          <ng-container i18n="@@legend.stale">no report for {{ staleAfter }}</ng-container>
        </li>
        <li class="fading">
          <span class="silent"></span>
          <ng-container i18n="@@legend.silent">silent for {{ silentAfter }}</ng-container>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      margin: 0;
      padding: 7px 12px;
      border-radius: 10px;
      background: var(--glass);
      color: var(--muted);
      font-size: 12px;
      font-variant-numeric: tabular-nums;
      list-style: none;
      white-space: nowrap;
    }

    li {
      display: flex;
      align-items: center;
      gap: 5px;
    }

    span {
      width: 9px;
      height: 9px;
      border-radius: 50%;
      forced-color-adjust: none;
    }

    .stale {
      background: #2f7bea73;
    }

    .silent {
      box-sizing: border-box;
      border: 2px solid #878f99b3;
    }

    @media (width < 760px) {
      .fading {
        display: none;
      }
    }
  `,
})
export class SpeedLegend {
  protected readonly settings = inject(PageSettings);
  readonly #format = inject(Formatter);
  protected readonly staleAfter = this.#format.duration(this.settings.staleAfterMs);
  protected readonly silentAfter = this.#format.duration(this.settings.silentAfterMs);
  protected readonly unit = inject(Preferences).unit;
  protected readonly bands = computed(() =>
    speedClasses.map(({ fromMph, color }, index) => {
      const from = formatSpeed(fromMph, this.unit());
      const next = speedClasses[index + 1];
      if (index === 0) return { color, label: $localize`:@@legend.stopped:stopped` };
      if (!next) return { color, label: `${from}+` };
      return { color, label: `${from}–${formatSpeed(next.fromMph, this.unit())}` };
    }),
  );
}

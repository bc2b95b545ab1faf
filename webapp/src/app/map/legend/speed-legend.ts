import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { Formatter } from '../../settings/formatter';
import { PageSettings } from '../../settings/page-settings';
import { Preferences } from '../../settings/preferences';
import { formatSpeed } from '../../settings/units';
import { speedClasses } from '../../vehicle/speed-classes';

/** What the colours on the map mean; a button in its place where the map has no room for it. */
@Component({
  selector: 'fleet-speed-legend',
  template: `
    @if (isInTheWay()) {
      <button type="button" [attr.aria-expanded]="isOpen()" (click)="toggle()">
        <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
          <circle cx="5" cy="5.5" r="2.5" fill="#12a594" />
          <circle cx="5" cy="14.5" r="2.5" fill="#2f7bea" />
          <path d="M10 5.5h7M10 14.5h7" stroke="currentColor" stroke-width="1.8" />
        </svg>
        <span i18n="@@legend.legend">Legend</span>
      </button>
    }
    @if (isOpen()) {
      <ul #list aria-label="Colours by speed" i18n-aria-label="@@legend.title">
        @for (band of bands(); track band.color) {
          <li><span [style.background]="band.color"></span>{{ band.label }}</li>
        }
        <li aria-hidden="true">{{ unit() }}</li>
        @if (hasTrail()) {
          <li>
            <span class="trail"></span>
            <ng-container i18n="@@legend.trail">way driven, fainter with age</ng-container>
          </li>
        }
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
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
      justify-items: start;
    }

    button {
      display: flex;
      align-items: center;
      gap: 6px;
      height: 32px;
      padding: 0 10px;
      border: 0;
      border-radius: 9px;
      background: var(--panel);
      box-shadow: var(--shadow);
      color: var(--text);
      font: inherit;
      font-size: 13px;
      font-weight: 600;
      cursor: pointer;
    }

    button:hover {
      background: var(--hover);
    }

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

    li span {
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

    li .trail {
      width: 26px;
      height: 6px;
      border-radius: 3px;
      background: linear-gradient(90deg, #d6336c33, #d6336ccc);
    }
  `,
})
export class SpeedLegend {
  /** Whether the legend would lie on what one looks at: then it opens by a button. */
  readonly isInTheWay = input(false);
  /** Whether a vehicle's trail is on the map. */
  readonly hasTrail = input(false);

  protected readonly settings = inject(PageSettings);
  readonly #isWanted = linkedSignal({ source: this.isInTheWay, computation: () => false });
  protected readonly isOpen = computed(() => !this.isInTheWay() || this.#isWanted());
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
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

  /** Where the open legend lies in the window; `undefined` while it is folded. */
  box(): DOMRect | undefined {
    return this.list()?.nativeElement.getBoundingClientRect();
  }

  protected toggle(): void {
    this.#isWanted.update((isWanted) => !isWanted);
  }
}

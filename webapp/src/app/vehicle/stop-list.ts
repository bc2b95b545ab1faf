import { Component, computed, inject, input, output } from '@angular/core';
import type { Stop } from '@fleetman/motion';
import { MapPosition } from '../geo/map-position';
import { Whereabouts } from '../places/whereabouts';
import { Formatter } from '../settings/formatter';

/** How near one looks at a stop. */
const stopZoom = 16;

/** Where and how long a vehicle stood; a click leads the map there. */
@Component({
  selector: 'fleet-stop-list',
  template: `
    <ul>
      @for (stop of rows(); track stop.from) {
        <li>
          <button
            type="button"
            title="Show on the map"
            i18n-title="@@vehicle.show-stop"
            (click)="show(stop)"
          >
            <span class="what">
              <span>{{ stop.times }}</span>
              @if (stop.where) {
                <span class="where">{{ stop.where }}</span>
              }
            </span>
            <span class="duration">{{ stop.duration }}</span>
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      max-height: 160px;
      margin: 0 -6px;
      padding: 0;
      overflow-y: auto;
      list-style: none;
    }

    button {
      display: flex;
      justify-content: space-between;
      width: 100%;
      min-height: 28px;
      padding: 0 6px;
      border: 0;
      border-radius: 6px;
      background: none;
      color: var(--text);
      font: inherit;
      font-size: 13px;
      font-variant-numeric: tabular-nums;
      align-items: center;
      cursor: pointer;
    }

    button:hover {
      background: var(--hover);
    }

    button:focus-visible {
      outline-offset: -2px;
    }

    .what {
      display: grid;
      min-width: 0;
      padding: 2px 8px 2px 0;
      text-align: left;
    }

    .where {
      overflow: hidden;
      color: var(--muted);
      font-size: 12px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .duration {
      flex: none;
      color: var(--muted);
    }
  `,
})
export class StopList {
  readonly stops = input.required<readonly Stop[]>();
  /** Somebody looks at this stop. */
  readonly chosen = output<Stop>();
  readonly #format = inject(Formatter);
  readonly #position = inject(MapPosition);
  readonly #whereabouts = inject(Whereabouts);

  protected readonly rows = computed(() =>
    this.stops().map(({ from, to, ...place }) => ({
      ...place,
      from,
      to,
      times: this.#times(from, to),
      duration: this.#format.duration(to - from),
      where: this.#whereabouts.of(place),
    })),
  );

  /** With the days where there are two. */
  #times(from: number, to: number): string {
    const format = this.#format;
    const times = [from, to].map((time) => format.shortTime(time));
    const days = [from, to].map((time) => format.day(time));
    if (days[0] === days[1]) return times.join(' – ');
    return times.map((time, at) => `${days[at]}, ${time}`).join(' – ');
  }

  protected show({ from, to, lat, lng }: Stop): void {
    this.#position.wanted.set({ lat, lng, zoom: stopZoom });
    this.chosen.emit({ from, to, lat, lng });
  }
}

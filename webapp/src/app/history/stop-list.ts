import { Component, inject, input } from '@angular/core';
import { Formatter } from '../settings/formatter';
import type { Stop } from './stops';
import { TimeMachine } from './time-machine';

/** Where the vehicle stood and for how long; a click goes to the beginning of the stop. */
@Component({
  selector: 'fleet-stop-list',
  template: `
    <h3 i18n="@@time.stops">Stops</h3>
    @if (stops().length > 0) {
      <ol>
        @for (stop of stops(); track stop.from) {
          <li>
            <button type="button" (click)="machine.goTo(stop.from)">
              <span>{{ format.shortTime(stop.from) }}–{{ format.shortTime(stop.to) }}</span>
              <strong>{{ format.duration(stop.to - stop.from) }}</strong>
            </button>
          </li>
        }
      </ol>
    } @else {
      <p i18n="@@time.no-stops">No stop of two minutes or more</p>
    }
  `,
  styles: `
    :host {
      display: block;
      overflow-y: auto;
      font-size: 13px;
    }

    h3 {
      margin: 0 0 2px;
      padding: 0 8px;
      color: var(--muted);
      font-size: 12px;
      font-weight: 600;
    }

    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    button {
      display: flex;
      gap: 10px;
      justify-content: space-between;
      width: 100%;
      min-height: 26px;
      padding: 2px 8px;
      border: 0;
      border-radius: 6px;
      background: none;
      color: var(--text);
      font: inherit;
      font-variant-numeric: tabular-nums;
      cursor: pointer;
    }

    button:hover {
      background: var(--hover);
    }

    p {
      margin: 0;
      padding: 0 8px;
      color: var(--muted);
    }
  `,
})
export class StopList {
  readonly stops = input.required<readonly Stop[]>();
  protected readonly machine = inject(TimeMachine);
  protected readonly format = inject(Formatter);
}

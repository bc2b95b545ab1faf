import { Component, inject, ViewEncapsulation } from '@angular/core';
import { TimeMachine } from './time-machine';

/** Says on the map, in words and by a frame around it, that what one sees is past; the bar says when. */
@Component({
  selector: 'fleet-past-mark',
  template: `
    @if (machine.at() !== undefined) {
      <p>
        <svg viewBox="0 0 20 20" width="15" height="15" aria-hidden="true">
          <path
            d="M3.5 10a6.5 6.5 0 1 0 2.200-4.900M3.300 3v3.300h3.300M10 6.200V10l2.600 1.700"
            fill="none"
            stroke="currentColor"
            stroke-width="1.700"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
        <span i18n="@@time.past-mark">The past: not live</span>
      </p>
    }
  `,
  styleUrl: './past-mark.css',
  // The frame is drawn around the map, which is no part of this component.
  encapsulation: ViewEncapsulation.None,
})
export class PastMark {
  protected readonly machine = inject(TimeMachine);
}

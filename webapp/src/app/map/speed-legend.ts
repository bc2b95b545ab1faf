import { Component, computed, inject } from '@angular/core';
import { Preferences } from '../settings/preferences';
import { formatSpeed } from '../settings/units';
import { speedClasses } from './speed-classes';

/** What the vehicles' colours mean. */
@Component({
  selector: 'fleet-speed-legend',
  template: `
    <ul [attr.aria-label]="'Colours by speed in ' + unit()">
      @for (band of bands(); track band.color) {
        <li><span [style.background]="band.color"></span>{{ band.label }}</li>
      }
      <li aria-hidden="true">{{ unit() }}</li>
    </ul>
  `,
  styles: `
    ul {
      display: flex;
      gap: 12px;
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
    }
  `,
})
export class SpeedLegend {
  protected readonly unit = inject(Preferences).unit;
  protected readonly bands = computed(() =>
    speedClasses.map(({ fromMph, color }, index) => {
      const from = formatSpeed(fromMph, this.unit());
      const next = speedClasses[index + 1];
      if (index === 0) return { color, label: 'standing' };
      if (!next) return { color, label: `${from}+` };
      return { color, label: `${from}–${formatSpeed(next.fromMph, this.unit())}` };
    }),
  );
}

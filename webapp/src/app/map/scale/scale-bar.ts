import { Component, computed, inject } from '@angular/core';
import { MapPosition } from '../../geo/map-position';
import { metresPerPixel } from '../../geo/mercator';
import { Formatter } from '../../settings/formatter';
import { Preferences } from '../../settings/preferences';
import { scaleOf } from './scale-of';

/** It is never longer, in pixels, and never shorter than 0.4 of that: "2,000 ft" has room. */
const mostPixels = 140;

/** How far a piece of the map is in the world, in the middle of the map. */
@Component({
  selector: 'fleet-scale-bar',
  template: `
    @if (scale(); as shown) {
      <span role="img" [attr.aria-label]="shown.label" [style.width.px]="shown.pixels">
        {{ shown.text }}
      </span>
    }
  `,
  styles: `
    span {
      display: block;
      box-sizing: border-box;
      padding: 0 1px 1px;
      border: 2px solid var(--muted);
      border-top: 0;
      background: var(--glass);
      color: var(--text);
      font-size: 11px;
      font-variant-numeric: tabular-nums;
      line-height: 15px;
      text-align: center;
      white-space: nowrap;
    }
  `,
})
export class ScaleBar {
  readonly #position = inject(MapPosition);
  readonly #unit = inject(Preferences).unit;
  readonly #format = inject(Formatter);

  protected readonly scale = computed(() => {
    const place = this.#position.shown();
    if (!place) return undefined;
    const metres = metresPerPixel(place.lat, 512 * 2 ** place.zoom);
    const { pixels, value, unit } = scaleOf(metres, mostPixels, this.#unit());
    const text = `${this.#format.number(value)} ${unit}`;
    return {
      pixels: Math.round(pixels),
      text,
      label: $localize`:@@map.scale:Scale: ${text}:length:`,
    };
  });
}

import { Component, computed, input } from '@angular/core';
import { speedClasses, speedClassOf, standingMph } from '../map/speed-classes';
import type { Vehicle } from './vehicle';

/** The vehicle's symbol: an arrow that points where it drives; a disc if it stands or nobody knows. */
@Component({
  selector: 'fleet-vehicle-symbol',
  template: `
    <svg viewBox="-12 -12 24 24" width="24" height="24" aria-hidden="true">
      @if (isDisc()) {
        <circle r="6" [attr.fill]="color()" />
      } @else {
        <path
          d="M0 -9 L6.8 7.2 L0 3.8 L-6.8 7.2 Z"
          stroke-width="2"
          stroke-linejoin="round"
          [attr.stroke]="color()"
          [attr.fill]="color()"
          [attr.transform]="'rotate(' + vehicle().heading + ')'"
        />
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
})
export class VehicleSymbol {
  readonly vehicle = input.required<Vehicle>();

  protected readonly isDisc = computed(() => {
    const { speedMph, heading } = this.vehicle();
    return heading === null || (speedMph ?? 0) < standingMph;
  });
  protected readonly color = computed(
    () => speedClasses[speedClassOf(this.vehicle().speedMph)]?.color,
  );
}

import { Component, computed, input } from '@angular/core';
import { speedClasses, speedClassOf, stoppedMph } from './speed-classes';

/**
 * A vehicle's symbol: an arrow that points where it drives; a disc if it stands or nobody knows; a
 * ring if it is silent.
 */
@Component({
  selector: 'fleet-vehicle-symbol',
  template: `
    <svg viewBox="-12 -12 24 24" width="20" height="20" aria-hidden="true">
      @if (isSilent()) {
        <circle r="5.5" fill="none" stroke="currentColor" stroke-width="2.2" />
      } @else if (isDisc()) {
        <circle r="6" [attr.fill]="color()" />
      } @else {
        <path
          d="M0 -9 L6.8 7.2 L0 3.8 L-6.8 7.2 Z"
          stroke-width="2"
          stroke-linejoin="round"
          [attr.stroke]="color()"
          [attr.fill]="color()"
          [attr.transform]="'rotate(' + heading() + ')'"
        />
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      color: var(--muted);
    }
  `,
})
export class VehicleSymbol {
  /** `null` where it is unknown. */
  readonly speedMph = input.required<number | null>();
  /** Degrees clockwise from north; `null` where it is unknown. */
  readonly heading = input.required<number | null>();
  readonly isSilent = input(false);

  protected readonly isDisc = computed(
    () => this.heading() === null || (this.speedMph() ?? 0) < stoppedMph,
  );
  protected readonly color = computed(() => speedClasses[speedClassOf(this.speedMph())]?.color);
}

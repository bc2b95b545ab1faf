import { Component, computed, inject, input } from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { CoversMap } from '../../map/cover/covers-map';
import { Whereabouts } from '../../places/whereabouts';
import { Formatter } from '../../settings/formatter';
import { Preferences } from '../../settings/preferences';

/** All that somebody with a link is told: which vehicle it is, where, how fast, how long ago, until when. */
@Component({
  selector: 'fleet-shared-vehicle',
  imports: [CoversMap],
  template: `
    <section fleetCoversMap aria-label="Shared vehicle" i18n-aria-label="@@shares.shared">
      @if (fleet.selected(); as vehicle) {
        <p>
          <strong>{{ speed() }} {{ unit() }}</strong> · {{ age() }}
        </p>
        @if (where()) {
          <p>{{ where() }}</p>
        }
      } @else {
        <p i18n="@@shares.no-report">It has not reported yet.</p>
      }
      <p class="until">{{ until() }}</p>
    </section>
  `,
  styleUrl: './shared-vehicle.css',
})
export class SharedVehicle {
  readonly share = input.required<{ readonly vehicle: string; readonly until: string }>();

  protected readonly fleet = inject(FleetStore);
  protected readonly unit = inject(Preferences).unit;
  readonly #format = inject(Formatter);
  readonly #whereabouts = inject(Whereabouts);

  protected readonly speed = computed(() =>
    this.#format.speed(this.fleet.selected()?.speedMph ?? null),
  );
  protected readonly age = computed(() =>
    this.#format.age(this.fleet.shownTime() - (this.fleet.selected()?.time ?? 0)),
  );
  protected readonly where = computed(() => {
    const vehicle = this.fleet.selected();
    return vehicle ? this.#whereabouts.ofMoving(vehicle.name, vehicle) : '';
  });
  protected readonly until = computed(() => {
    const time = this.#format.dateTime(Date.parse(this.share().until));
    return $localize`:@@shares.shared-until:Shared until ${time}:time:`;
  });
}

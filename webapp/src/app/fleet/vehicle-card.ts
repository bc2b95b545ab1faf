import { Component, computed, inject } from '@angular/core';
import { Clock } from '../settings/clock';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { Formatter } from '../settings/formatter';
import { FleetStore } from './fleet-store';
import { TrailStore } from './trail-store';
import { silentAfterMs } from './vehicle';

/** What is known of the selected vehicle. */
@Component({
  selector: 'fleet-vehicle-card',
  templateUrl: './vehicle-card.html',
  styleUrl: './vehicle-card.css',
})
export class VehicleCard {
  protected readonly fleet = inject(FleetStore);
  protected readonly trail = inject(TrailStore);
  protected readonly hasHistory = inject(PageSettings).hasHistory;
  readonly #clock = inject(Clock);
  readonly #format = inject(Formatter);
  protected readonly unit = inject(Preferences).unit;

  protected readonly speed = computed(() =>
    this.#format.speed(this.fleet.selected()?.speedMph ?? null),
  );
  protected readonly heading = computed(() =>
    this.#format.heading(this.fleet.selected()?.heading ?? null),
  );
  readonly #ageMs = computed(() => this.#clock.now() - (this.fleet.selected()?.time ?? 0));
  protected readonly age = computed(() => this.#format.age(this.#ageMs()));
  protected readonly isSilent = computed(() => this.#ageMs() > silentAfterMs);
  protected readonly distance = computed(() => this.#format.distance(this.trail.metres()));
  protected readonly routeSince = computed(() => {
    const first = this.trail.points()[0];
    return first ? this.#format.shortTime(first.time) : '';
  });
}

import { Component, computed, inject } from '@angular/core';
import { Clock } from '../settings/clock';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { formatAge, formatDistance, formatHeading, formatSpeed } from '../settings/units';
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
  protected readonly unit = inject(Preferences).unit;

  protected readonly speed = computed(() =>
    formatSpeed(this.fleet.selected()?.speedMph ?? null, this.unit()),
  );
  protected readonly heading = computed(() =>
    formatHeading(this.fleet.selected()?.heading ?? null),
  );
  readonly #ageMs = computed(() => this.#clock.now() - (this.fleet.selected()?.time ?? 0));
  protected readonly age = computed(() => formatAge(this.#ageMs()));
  protected readonly isSilent = computed(() => this.#ageMs() > silentAfterMs);
  protected readonly distance = computed(() => formatDistance(this.trail.metres(), this.unit()));
  protected readonly routeSince = computed(() => {
    const first = this.trail.points()[0];
    const format = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
    return first ? format.format(first.time) : '';
  });
}

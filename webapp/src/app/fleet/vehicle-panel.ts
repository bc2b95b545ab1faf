import { Component, computed, ElementRef, inject, signal } from '@angular/core';
import { HistoryView } from '../history/history-view';
import { findStops } from '../history/stops';
import { Formatter } from '../settings/formatter';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { FleetStore } from './fleet-store';
import { wayMetres } from './recent-track';
import { SpeedGraph } from './speed-graph';
import { StopList } from './stop-list';
import { VehicleRecord } from './vehicle-record';
import { vehicleStateOf } from './vehicle-state';
import { VehicleSymbol } from './vehicle-symbol';

const hourMs = 3_600_000;

/** All that is known of the selected vehicle. */
@Component({
  selector: 'fleet-vehicle-panel',
  imports: [SpeedGraph, StopList, VehicleSymbol],
  templateUrl: './vehicle-panel.html',
  styleUrl: './vehicle-panel.css',
})
export class VehiclePanel {
  protected readonly fleet = inject(FleetStore);
  protected readonly record = inject(VehicleRecord);
  protected readonly settings = inject(PageSettings);
  protected readonly history = inject(HistoryView);
  protected readonly unit = inject(Preferences).unit;
  readonly #format = inject(Formatter);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** Whether the stops are listed. */
  protected readonly areStopsOpen = signal(false);

  protected readonly speed = computed(() =>
    this.#format.speed(this.fleet.selected()?.speedMph ?? null),
  );
  protected readonly heading = computed(() =>
    this.#format.heading(this.fleet.selected()?.heading ?? null),
  );
  readonly #ageMs = computed(() => this.fleet.shownTime() - (this.fleet.selected()?.time ?? 0));
  protected readonly age = computed(() => this.#format.age(this.#ageMs()));
  protected readonly isSilent = computed(
    () => vehicleStateOf(0, this.#ageMs(), this.settings.silentAfterMs) === 'silent',
  );
  /** By the second is enough for a line that a pixel of which is ten seconds. */
  protected readonly hourEnd = computed(() => Math.ceil(this.fleet.shownTime() / 5_000) * 5_000);
  protected readonly hourStart = computed(() => this.hourEnd() - hourMs);
  protected readonly hasHour = computed(() =>
    this.record.hour().some(({ time }) => time >= this.hourStart()),
  );
  protected readonly hasDay = computed(
    () => this.record.state() === 'ready' || this.record.day().length > 1,
  );
  protected readonly distance = computed(() => this.#format.distance(wayMetres(this.record.day())));
  protected readonly stops = computed(() => findStops(this.record.day()).toReversed());

  /** Whoever closes the panel by keyboard goes on in the list. */
  close(): void {
    const hadFocus = this.#element.contains(document.activeElement);
    this.fleet.select(undefined);
    if (hadFocus) document.querySelector<HTMLElement>('#vehicles')?.focus();
  }
}

import { Component, computed, ElementRef, inject, signal } from '@angular/core';
import { HistoryView } from '../history/view/history-view';
import { Clock } from '../settings/clock';
import { Whereabouts } from '../places/whereabouts';
import { compassPoint } from '../settings/compass-point';
import { Formatter } from '../settings/formatter';
import { isSameDay } from '../settings/moment';
import { CloseIcon } from '../sheets/close-icon';
import { SheetHandle } from '../sheets/sheet-handle';
import type { SheetHeight } from '../sheets/sheet-height';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { ZoneNames } from '../settings/zone-names';
import { DeskPage } from '../desk/desk-page';
import { Session } from '../session/session';
import { FleetStore } from '../fleet/fleet-store';
import { VehicleRecords } from '../fleet/vehicle-records';
import { PastAccess } from '../history/past/past-access';
import { SelectedPast } from '../history/past/selected-past';
import { DeviceSection } from './device/device-section';
import { SpeedGraph } from '../vehicle/speed-graph/speed-graph';
import { StopList } from '../vehicle/stop-list';
import { stoppedFor } from '../vehicle/stopped-for';
import { vehicleStateOf } from '../vehicle/vehicle-state';
import { MarkOfVehicle } from '../vehicle/mark/mark-of-vehicle';
import { VehicleSymbol } from '../vehicle/vehicle-symbol';

const hourMs = 3_600_000;

/** All that is known of the selected vehicle. */
@Component({
  selector: 'fleet-vehicle-panel',
  imports: [
    CloseIcon,
    DeviceSection,
    MarkOfVehicle,
    SheetHandle,
    SpeedGraph,
    StopList,
    VehicleSymbol,
  ],
  templateUrl: './vehicle-panel.html',
  styleUrl: './vehicle-panel.css',
})
export class VehiclePanel {
  protected readonly fleet = inject(FleetStore);
  protected readonly past = inject(SelectedPast);
  protected readonly settings = inject(PageSettings);
  readonly #access = inject(PastAccess);
  protected readonly history = inject(HistoryView);
  protected readonly unit = inject(Preferences).unit;
  readonly #records = inject(VehicleRecords);
  readonly #session = inject(Session);
  protected readonly desk = inject(DeskPage);
  readonly #format = inject(Formatter);
  readonly #zones = inject(ZoneNames);
  readonly #whereabouts = inject(Whereabouts);
  readonly #clock = inject(Clock);
  readonly #element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  /** On a phone; as its reader left it for the vehicle before. */
  protected readonly sheetHeight = signal<SheetHeight>('full');
  /** Whether the stops are listed. */
  protected readonly areStopsOpen = signal(false);

  protected readonly hasPast = computed(() => this.settings.isFullPage && this.#access.hasPast());
  protected readonly label = computed(() => this.#records.labelOf(this.fleet.selectedName() ?? ''));
  protected readonly mark = computed(() =>
    this.#records.known().marks.get(this.fleet.selectedName() ?? ''),
  );
  /** Plate and driver, as far as the registry knows them. */
  protected readonly details = computed(() => {
    const { plate, driver } = this.#records.byId().get(this.fleet.selectedName() ?? '') ?? {};
    return [plate, driver].filter((part) => part !== undefined).join(' · ');
  });
  protected readonly mayShare = computed(
    () =>
      this.#session.hasRegistry() && this.#session.hasLogin() && this.#session.may('dispatcher'),
  );
  protected readonly speed = computed(() =>
    this.#format.speed(this.fleet.selected()?.speedMph ?? null),
  );
  /** Street and town, and for how long it has stood there; empty until something of it is known. */
  protected readonly where = computed(() => {
    const vehicle = this.fleet.selected();
    const place = vehicle ? this.#whereabouts.ofMoving(vehicle.name, vehicle) : '';
    return [place, this.#stoppedFor()].filter((part) => part !== '').join(' · ');
  });
  readonly #stoppedFor = computed(() => {
    const since = this.past.stoppedSince();
    if (since === undefined || this.isSilent()) return '';
    return stoppedFor(this.fleet.shownTime() - since, this.#format);
  });
  protected readonly heading = computed(() => compassPoint(this.fleet.selected()?.heading ?? null));
  readonly #ageMs = computed(() => this.fleet.shownTime() - (this.fleet.selected()?.time ?? 0));
  protected readonly age = computed(() => this.#format.age(this.#ageMs()));
  protected readonly isSilent = computed(
    () => vehicleStateOf(0, this.#ageMs(), this.settings.silentAfterMs) === 'silent',
  );
  /** By the second is enough for a line that a pixel of which is ten seconds. */
  protected readonly hourEnd = computed(() => Math.ceil(this.fleet.shownTime() / 5_000) * 5_000);
  protected readonly hourStart = computed(() => this.hourEnd() - hourMs);
  protected readonly hasHour = computed(() =>
    this.past.hour().some(({ time }) => time >= this.hourStart()),
  );
  /** Whether the history is open that shows this vehicle. */
  protected readonly isInHistory = computed(() =>
    this.history.names().includes(this.fleet.selectedName() ?? ''),
  );
  protected readonly hasDay = computed(
    () => this.past.state() === 'ready' || this.past.day().length > 1,
  );
  /** Which day it is whose distance is shown, and whose midnight began it. */
  protected readonly dayTitle = computed(() => {
    const at = this.fleet.shownTime();
    const zone = this.#zones.at(at);
    const day = isSameDay(at, this.#clock.now())
      ? $localize`:@@vehicle.today:Today`
      : this.#format.day(at);
    return $localize`:@@vehicle.since-midnight:${day}:day:, since midnight ${zone}:zone:`;
  });
  protected readonly hasGap = computed(() => this.past.day().some(({ way }) => way === 'gap'));
  protected readonly distance = computed(() => this.#format.distance(this.past.summary().metres));
  protected readonly stops = computed(() => this.past.summary().stops.toReversed());

  /** After the panel is closed by keyboard, the keyboard goes on in the list. */
  close(): void {
    const hadFocus = this.#element.contains(document.activeElement);
    this.fleet.select(undefined);
    if (hadFocus) document.querySelector<HTMLElement>('#vehicles')?.focus();
  }
}

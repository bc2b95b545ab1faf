import {
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { FleetStore } from './fleet/fleet-store';
import { LateFixes } from './fleet/late-fixes';
import { ListPlaceholder } from './fleet/list/list-placeholder';
import { ListSheet } from './fleet/list/list-sheet';
import { ListView } from './fleet/list/list-view';
import { PositionSource } from './fleet/position-source';
import { VehicleList } from './fleet/list/vehicle-list';
import { VehiclePanel } from './vehicle-panel/vehicle-panel';
import { FleetMap } from './fleet-map/fleet-map';
import { CoversMap } from './map/cover/covers-map';
import { PartLoader } from './loading/part-loader';
import { LaterParts, ShareButton } from './later';
import { PageHeader } from './page-header/page-header';
import { Formatter } from './settings/formatter';
import type { AddressKeeper } from './page-link/address-keeper';
import { PageLink } from './page-link/page-link';
import { phone } from './sheets/small-screens';
import { PageSettings } from './settings/page-settings';
import { reloadPage } from './settings/reload-page';
import { watchMedia } from './settings/watch-media';

/** The page: header, list, map, panel and time bar; on a phone the list is a sheet over the map. */
@Component({
  selector: 'fleet-root',
  imports: [
    CoversMap,
    FleetMap,
    LaterParts,
    ListPlaceholder,
    PageHeader,
    ShareButton,
    VehicleList,
    VehiclePanel,
  ],
  templateUrl: './app.html',
  host: { '(document:keydown.escape)': 'leave($event)' },
})
export class App {
  protected readonly fleet = inject(FleetStore);
  protected readonly settings = inject(PageSettings);
  readonly #list = inject(ListView);
  readonly #format = inject(Formatter);
  readonly #isPhone = watchMedia(phone);
  protected readonly sheet = inject(ListSheet);
  protected readonly hasMap = signal(true);
  /** What the map does not need comes after it, or when somebody wants it. */
  protected readonly hasMapSettled = signal(false);
  protected readonly parts = inject(PartLoader);
  protected readonly reload = inject(reloadPage);
  protected readonly hasPanel = this.parts.when(
    () =>
      this.settings.hasFleet && (this.hasMapSettled() || this.fleet.selectedName() !== undefined),
    () => import('./vehicle-panel/vehicle-panel'),
  );
  protected readonly hasTimeBar = this.parts.when(
    () => this.settings.isFullPage && this.hasMapSettled(),
    () => import('./later'),
  );
  protected readonly hasPlaceholder = this.parts.when(
    () => this.settings.hasPanels && !this.settings.hasFleet,
    () => import('./fleet/list/list-placeholder'),
  );
  protected readonly isMenuOpen = signal(false);
  protected readonly keeper = signal<AddressKeeper | undefined>(undefined);
  /** Whether the list is seen; on a wide screen it always is, and on any without a map. */
  protected readonly isListOpen = computed(
    () =>
      this.sheet.height() !== 'closed' || this.sheet.isHeld() || !this.#isPhone() || !this.hasMap(),
  );
  protected readonly handle = computed(() =>
    this.isListOpen()
      ? $localize`:@@list.close:Show the map`
      : $localize`:@@list.open:Vehicles (${this.#format.number(this.#list.total())}:count:)`,
  );
  protected readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  protected readonly vehiclePanel = viewChild<{ close(): void }>('vehicle');

  constructor() {
    if (this.settings.hasFleet) {
      const source = inject(PositionSource);
      const lateFixes = inject(LateFixes);
      const link = inject(PageLink);
      const settled = effect(() => {
        if (!this.hasMapSettled()) return;
        settled.destroy();
        void link
          .keep(() => import('./later'))
          .then((keeper) => {
            this.keeper.set(keeper);
          });
      });
      source.open(this.fleet);
      effect(() => {
        source.watchPasts(lateFixes.watched());
      });
      inject(DestroyRef).onDestroy(() => {
        source.close();
      });
    }
  }

  protected toggleList(): void {
    this.sheet.height.update((height) => (height === 'closed' ? 'full' : 'closed'));
  }

  /** Puts the focus behind the header; the address stays as it is. */
  protected skip(event: Event): void {
    event.preventDefault();
    if (this.#isPhone()) this.sheet.height.set('full');
    const main = this.main().nativeElement;
    const target = main.querySelector<HTMLElement>('#vehicles') ?? main.querySelector('input');
    target?.focus();
  }

  /** Closes what was opened last, unless somebody else has closed something. */
  protected leave(event: Event): void {
    if (event.defaultPrevented || document.querySelector('[popover]:popover-open,dialog[open]'))
      return;
    if (this.#isPhone() && this.isListOpen()) this.sheet.height.set('closed');
    else this.vehiclePanel()?.close();
  }
}

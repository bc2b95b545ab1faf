import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { loadTracks, type MapTracks } from '../history/load-tracks';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { BaseMapChooser } from './base-map-chooser';
import { BaseMapNotice } from './base-map-notice';
import { fleetBounds } from './fleet-bounds';
import { FleetCamera } from './fleet-camera';
import { mapEngine } from './map-engine';
import { MapControls } from './map-controls';
import { MapView, type Covered } from './map-view';
import { toPlace, type MercatorPoint } from './mercator';
import { isElsewhere, type Bounds } from './region';
import { SpeedLegend } from './speed-legend';
import { VehicleOverlay } from './vehicle-overlay';

/** So long others wait for the map, in milliseconds. */
const patienceMs = 5_000;

/** The map with the fleet on it. */
@Component({
  selector: 'fleet-map',
  imports: [BaseMapNotice, MapControls, SpeedLegend],
  templateUrl: './fleet-map.html',
  providers: [FleetCamera],
})
export class FleetMap {
  /** Which part of the map lies under panels. */
  readonly covered = input<() => Covered>(() => ({ top: 0, bottom: 0, left: 0, right: 0 }));

  /** There is no map, and there will be none: this browser cannot draw it. */
  readonly failed = output();
  /** The map stands, has failed, or takes long: now comes what could wait. */
  readonly settled = output();

  protected readonly fleet = inject(FleetStore);
  protected readonly settings = inject(PageSettings);
  protected readonly baseMap = inject(BaseMapChooser);
  /** Nothing until the map stands. */
  readonly #past = signal<MapTracks | undefined>(undefined);
  readonly #injector = inject(Injector);
  readonly #theme = inject(Preferences).theme;
  readonly #camera = inject(FleetCamera);
  readonly #loadEngine = inject(mapEngine);
  readonly #destroyed = inject(DestroyRef);
  protected readonly container = viewChild.required<ElementRef<HTMLElement>>('container');
  readonly #map = signal<{ view: MapView; overlay: VehicleOverlay } | undefined>(undefined);
  readonly #region = signal<Bounds | undefined>(undefined);
  readonly #hasFailed = signal(false);
  protected readonly isSettled = signal(false);

  /** Whether there is no map, because this browser cannot draw one. */
  protected readonly hasFailed = this.#hasFailed.asReadonly();
  /** Whether the fleet drives where the offline map has no streets. */
  protected readonly isElsewhere = computed(() => {
    this.fleet.changes();
    const bounds = fleetBounds(this.fleet.table());
    const region = this.#region();
    return bounds !== undefined && region !== undefined && isElsewhere(bounds, region);
  });

  constructor() {
    afterNextRender(() => {
      void this.#open();
    });
    this.#settle();
    this.#showFleet();
    this.#showSelection();
    this.#showBaseMap();
  }

  protected zoomBy(steps: number): void {
    this.#map()?.view.zoomBy(steps);
  }

  /** Shows the whole fleet; the offline map's region where there is none. */
  protected showAll(): void {
    this.fleet.isFollowing.set(false);
    this.#camera.fitAll(false);
  }

  async #open(): Promise<void> {
    try {
      const engine = await this.#loadEngine();
      const offline = await this.baseMap.loadOffline(engine);
      if (this.#destroyed.destroyed) return;
      this.#region.set(offline.bounds);
      const view = new MapView(engine, {
        container: this.container().nativeElement,
        style: offline.style(this.#theme()),
        bounds: offline.bounds,
        listener: this.#listener,
      });
      const overlay = new VehicleOverlay({
        container: view.canvasHost,
        camera: view.camera,
        now: () => performance.now(),
        staleAfterMs: this.settings.staleAfterMs,
        silentAfterMs: this.settings.silentAfterMs,
      });
      this.#camera.open({ view, overlay, region: offline.bounds, covered: this.covered() });
      this.#destroyed.onDestroy(() => {
        this.#map.set(undefined);
        this.#camera.close();
        overlay.close();
        view.close();
      });
      this.#map.set({ view, overlay });
    } catch {
      // No WebGL, or the map's files cannot be loaded: the list works without a map.
      this.#hasFailed.set(true);
      this.failed.emit();
      this.isSettled.set(true);
    }
  }

  #settle(): void {
    const timer = setTimeout(() => {
      this.isSettled.set(true);
    }, patienceMs);
    this.#destroyed.onDestroy(() => {
      clearTimeout(timer);
    });
    effect(() => {
      if (this.isSettled()) this.settled.emit();
    });
    effect(() => {
      const map = this.#map();
      if (map && this.isSettled()) void this.#openTracks(map.view);
    });
  }

  async #openTracks({ canvasHost, camera }: MapView): Promise<void> {
    const past = await loadTracks(this.#injector);
    if (this.#destroyed.destroyed) return;
    this.#destroyed.onDestroy(past.tracks.open({ container: canvasHost, camera }));
    this.#past.set(past);
  }

  readonly #listener = {
    loaded: (): void => {
      performance.mark('map stands');
      this.isSettled.set(true);
    },
    drew: (): void => {
      this.#past()?.tracks.redraw();
      this.#map()?.overlay.redraw();
    },
    moved: (): void => {
      this.#camera.moved();
    },
    clicked: (point: MercatorPoint): void => {
      const map = this.#map();
      const picked = map?.overlay.pick(point);
      if (picked?.kind === 'vehicle') this.fleet.toggleSelection(picked.name);
      else if (picked) map?.view.zoomInto(toPlace(picked.cluster.middle));
      else this.#past()?.tracks.click(point);
    },
    hovered: (point: MercatorPoint | undefined): void => {
      const map = this.#map();
      const picked = point && map?.overlay.pick(point);
      map?.overlay.hover(picked?.kind === 'vehicle' ? picked.name : undefined);
      const isOverTrack = this.#past()?.tracks.hover(picked ? undefined : point);
      map?.view.setPointer(picked !== undefined || isOverTrack === true);
    },
    dragged: (): void => {
      this.fleet.isFollowing.set(false);
    },
    failed: (): void => {
      if (this.baseMap.isOnline()) this.baseMap.giveUp();
    },
  };

  #showFleet(): void {
    effect((onCleanup) => {
      const map = this.#map();
      if (!map) return;
      const stop = this.fleet.watch({
        replaceAll: (table) => {
          map.overlay.replaceAll(table);
          if (table.count > 0) this.#camera.showFirst();
        },
        move: (table, rows, movement) => {
          map.overlay.move(table, rows, movement);
          this.#camera.showFirst();
        },
      });
      onCleanup(stop);
    });
    effect(() => {
      this.#map()?.overlay.setShownTime(this.fleet.shownTime());
    });
  }

  #showSelection(): void {
    effect(() => {
      this.#map()?.overlay.select(this.fleet.selectedName());
    });
    effect(() => {
      const past = this.#past();
      if (!past) return;
      past.trailLayer.show(past.trail.shown());
      this.#map()?.overlay.showBelow(past.trailLayer);
    });
    effect(() => {
      const [map, bounds] = [this.#map(), this.#past()?.tracks.bounds()];
      if (!map || !bounds) return;
      const fit = () => {
        map.view.fit(bounds, untracked(this.covered)(), false);
      };
      // The panel of the history has its height only then.
      afterNextRender(fit, { injector: this.#injector });
    });
    effect(() => {
      if (this.fleet.selectedName() !== undefined) this.#camera.flyToSelected();
    });
    effect(() => {
      this.#camera.goToWanted();
    });
    effect((onCleanup) => {
      const map = this.#map();
      if (!map || !this.fleet.isFollowing()) return;
      this.#camera.flyToSelected();
      onCleanup(map.overlay.onFrame((pose) => map.view.keepAt(toPlace(pose), this.covered()())));
    });
  }

  #showBaseMap(): void {
    let isFirst = true;
    effect(() => {
      const [map, isOnline, theme] = [this.#map(), this.baseMap.isOnline(), this.#theme()];
      if (!map) return;
      map.overlay.setTheme(theme);
      // The map was opened with this style.
      if (isFirst && !isOnline) isFirst = false;
      else {
        isFirst = false;
        this.baseMap.choose(isOnline, theme, (style) => {
          map.view.setStyle(style);
        });
      }
    });
  }
}

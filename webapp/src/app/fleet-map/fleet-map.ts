import {
  afterNextRender,
  Component,
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
import { ListedNotice } from './listed-notice';
import { PartLoader } from '../loading/part-loader';
import { loadWhenWanted } from './load-controls';
import { loadTracks, type MapTracks } from './load-tracks';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { BaseMapChooser } from '../map/base-map/base-map-chooser';
import { BaseMapNotice } from '../map/base-map/base-map-notice';
import type { Cluster } from '../map/crowds/clusters';
import { VehicleChooser, type Crowd } from '../map/crowds/vehicle-chooser';
import { FleetCamera } from '../map/fleet-camera';
import { mapEngine } from '../map/engine/map-engine';
import { MapControls } from '../map/map-controls';
import { MapView, type Covered } from '../map/engine/map-view';
import { toPlace, type MercatorPoint } from '../geo/mercator';
import { SpeedLegend } from '../map/speed-legend';
import { VehicleOverlay } from '../map/vehicle-canvas/vehicle-overlay';
import { showFleet } from './show-fleet';
import { watchElsewhere } from './where-streets-end';

/** Others wait for the map for so long. */
const patienceMs = 5_000;

interface DrawnMap {
  readonly view: MapView;
  readonly overlay: VehicleOverlay;
}

/** The map with the fleet on it. */
@Component({
  selector: 'fleet-map',
  imports: [BaseMapNotice, ListedNotice, MapControls, SpeedLegend, VehicleChooser],
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
  readonly #map = signal<DrawnMap | undefined>(undefined);
  /** Vehicles on one spot, one of which somebody wants to choose. */
  protected readonly crowd = signal<Crowd | undefined>(undefined);
  readonly #hasFailed = signal(false);
  protected readonly isSettled = signal(false);
  readonly #parts = inject(PartLoader);
  /** What of it is there. */
  protected readonly has = loadWhenWanted(this.#parts, {
    controls: () => this.isSettled() && !this.hasFailed(),
    chooser: () => this.crowd() !== undefined,
  });

  /** Whether there is no map, because this browser cannot draw one. */
  protected readonly hasFailed = this.#hasFailed.asReadonly();
  protected readonly isElsewhere = watchElsewhere();

  constructor() {
    afterNextRender(() => {
      void this.#open();
    });
    this.#settle();
    showFleet(this.#map, {
      came: () => {
        this.#camera.showFirst();
      },
      moved: () => {
        this.#camera.showFirst();
      },
    });
    this.#showSelection();
    this.#showBaseMap();
  }

  protected zoomBy(steps: number): void {
    this.#map()?.view.zoomBy(steps);
  }

  /** Shows all who are listed; the offline map's region where there is no fleet. */
  protected showAll(): void {
    this.fleet.isFollowing.set(false);
    this.#camera.fitAll(false);
  }

  /** Another number that was hit meanwhile stays. */
  protected closeCrowd(crowd: Crowd): void {
    if (this.crowd() === crowd) this.crowd.set(undefined);
  }

  async #open(): Promise<void> {
    try {
      const engine = await this.#loadEngine();
      await this.baseMap.loadOffline(engine);
      const offline = this.baseMap.offline();
      if (this.#destroyed.destroyed || !offline) return;
      const view = new MapView(engine, {
        container: this.container().nativeElement,
        style: this.baseMap.offlineStyle(this.#theme()),
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
      // No WebGL: the list works without a map.
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
      if (!this.isSettled()) return;
      // Read by the test of how much is loaded until here.
      performance.mark('map settled');
      this.settled.emit();
    });
    effect(() => {
      const map = this.#map();
      if (!map || !this.isSettled()) return;
      void this.#openTracks(map.view);
      void this.#openPrinting(map.view);
      // Until then symbols lie on each other uncounted.
      void this.#parts.load(() => map.overlay.countStacks());
      // Without it the map shows its own region only.
      this.#openWorld(map.view).catch(() => undefined);
    });
  }

  async #openTracks({ canvasHost, camera }: MapView): Promise<void> {
    const past = await loadTracks(this.#injector);
    if (this.#destroyed.destroyed) return;
    this.#destroyed.onDestroy(past.tracks.open({ container: canvasHost, camera }));
    this.#past.set(past);
  }

  async #openPrinting(view: MapView): Promise<void> {
    const { keepPrintable } = await this.#parts.load(() => import('../map/printed-map'));
    if (!this.#destroyed.destroyed) this.#destroyed.onDestroy(keepPrintable(view));
  }

  async #openWorld(view: MapView): Promise<void> {
    const { WorldOnMap } = await import('./world-on-map');
    await this.#injector.get(WorldOnMap).open(view);
  }

  readonly #listener = {
    loaded: (): void => {
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
      else if (map && picked) this.#openCluster(map, picked.cluster, point);
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
    failed: (source: string | undefined): void => {
      const view = this.#map()?.view;
      if (this.baseMap.isOnline()) this.baseMap.giveUp();
      else if (view && source !== undefined) void this.#loadAgain(view, source);
    },
  };

  async #loadAgain(view: MapView, source: string): Promise<void> {
    const { loadAgain } = await this.#parts.load(() => import('./load-again'));
    await loadAgain(this.#parts, view, source);
  }

  /** Goes closer; where that would show no more, offers its vehicles in a list. */
  #openCluster({ view, overlay }: DrawnMap, cluster: Cluster, point: MercatorPoint): void {
    if (overlay.canSeparate(cluster)) view.zoomInto(toPlace(cluster.middle));
    else {
      const { x, y } = this.container().nativeElement.getBoundingClientRect();
      this.crowd.set({
        names: overlay.membersOf(cluster),
        at: { x: x + point.x, y: y + point.y },
      });
    }
  }

  #showSelection(): void {
    effect(() => {
      const past = this.#past();
      if (!past) return;
      past.trailLayer.show(past.trail());
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
      const offline = this.baseMap.offline();
      if (!map || !offline) return;
      this.#camera.showRegion(offline.bounds);
      map.overlay.setTheme(theme);
      // The map was opened with this style.
      if (isFirst && !isOnline) isFirst = false;
      else {
        isFirst = false;
        untracked(() => {
          this.baseMap.choose(isOnline, theme, (style) => {
            map.view.setStyle(style);
          });
        });
      }
    });
  }
}

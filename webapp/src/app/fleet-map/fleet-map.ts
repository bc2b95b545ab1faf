import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  Injector,
  output,
  runInInjectionContext,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { PartLoader } from '../loading/part-loader';
import { loadWhenWanted } from './load-controls';
import type { MapTracks } from './load-tracks';
import type { MapPointer } from './map-pointer';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { BaseMapChooser } from '../map/base-map/base-map-chooser';
import { VehicleChooser, type Crowd } from '../map/crowds/vehicle-chooser';
import { FleetCamera } from '../map/fleet-camera';
import { mapEngine } from '../map/engine/map-engine';
import { MapCovers } from '../map/cover/map-covers';
import { MapView } from '../map/engine/map-view';
import { MapTools, type MapUnderTools } from './map-tools';
import type { MercatorPoint } from '../geo/mercator';
import { VehicleOverlay } from '../map/vehicle-canvas/vehicle-overlay';
import { showFleet, type DrawnMap } from './show-fleet';
import { showSelection } from './show-selection';
import { VehicleCard, type HoveredVehicle } from './vehicle-card';

/** Others wait for the map for so long. */
const patienceMs = 5_000;

/** The map with the fleet on it. */
@Component({
  selector: 'fleet-map',
  imports: [MapTools, VehicleCard, VehicleChooser],
  templateUrl: './fleet-map.html',
  providers: [FleetCamera],
})
export class FleetMap {
  /** There is no map, and there will be none: this browser cannot draw it. */
  readonly failed = output();
  /** The map stands, has failed, or takes long: now comes what could wait. */
  readonly settled = output();

  protected readonly fleet = inject(FleetStore);
  readonly #settings = inject(PageSettings);
  protected readonly baseMap = inject(BaseMapChooser);
  /** Nothing until the map stands. */
  readonly #past = signal<MapTracks | undefined>(undefined);
  readonly #injector = inject(Injector);
  readonly #theme = inject(Preferences).theme;
  readonly #camera = inject(FleetCamera);
  readonly #loadEngine = inject(mapEngine);
  readonly #covers = inject(MapCovers);
  readonly #destroyed = inject(DestroyRef);
  protected readonly container = viewChild.required<ElementRef<HTMLElement>>('container');
  readonly #map = signal<DrawnMap | undefined>(undefined);
  #pointer: MapPointer | undefined;
  protected readonly hovered = signal<HoveredVehicle | undefined>(undefined);
  /** Vehicles on one spot, one of which somebody wants to choose. */
  protected readonly crowd = signal<Crowd | undefined>(undefined);
  readonly #hasFailed = signal(false);
  protected readonly isSettled = signal(false);
  readonly #parts = inject(PartLoader);
  /** What of it is there. */
  protected readonly has = loadWhenWanted(this.#parts, {
    tools: () => this.isSettled() && !this.hasFailed(),
    chooser: () => this.crowd() !== undefined,
    card: () => this.hovered() !== undefined,
  });

  /** Whether there is no map, because this browser cannot draw one. */
  protected readonly hasFailed = this.#hasFailed.asReadonly();
  protected readonly underTools = computed<MapUnderTools | undefined>(() => {
    const map = this.#map();
    const placeOf = (name: string) => map?.overlay.poseOf(name);
    return map && { element: this.container().nativeElement, camera: map.view.camera, placeOf };
  });
  protected readonly hasTrail = computed(() => (this.#past()?.trail().length ?? 0) > 1);

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
    showSelection(this.#map, this.#camera);
    this.#showBaseMap();
  }

  protected zoomBy(steps: number): void {
    this.#camera.steered();
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
        covers: this.#covers,
        listener: this.#listener,
      });
      const overlay = new VehicleOverlay({
        container: view.canvasHost,
        camera: view.camera,
        now: () => performance.now(),
        labels: view.labels,
        staleAfterMs: this.#settings.staleAfterMs,
        silentAfterMs: this.#settings.silentAfterMs,
      });
      this.#camera.open({ view, overlay, region: offline.bounds });
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
      void this.#parts
        .load(() => import('./after-map'))
        .then(({ openAfterMap }) => {
          const element = this.container().nativeElement;
          openAfterMap(this.#injector, { ...map, element, camera: this.#camera, past: this.#past });
        });
    });
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
    rested: (): void => {
      this.#map()?.overlay.labelsChanged();
    },
    clicked: (point: MercatorPoint): void => {
      this.#point((pointer) => {
        pointer.click(point);
      });
    },
    hovered: (point: MercatorPoint | undefined): void => {
      this.#point((pointer) => {
        pointer.hover(point);
      });
    },
    dragged: (): void => {
      this.fleet.isFollowing.set(false);
    },
    steered: (): void => {
      this.#camera.steered();
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

  /** What is done by pointing comes when somebody points. */
  #point(then: (pointer: MapPointer) => void): void {
    const map = this.#map();
    if (this.#pointer) then(this.#pointer);
    else if (map) void this.#loadPointer(map).then(then);
  }

  async #loadPointer(map: DrawnMap): Promise<MapPointer> {
    const { MapPointer } = await this.#parts.load(() => import('./map-pointer'));
    const [element, camera, past] = [this.container().nativeElement, this.#camera, this.#past];
    const pointed = { map, element, camera, past, crowd: this.crowd, hovered: this.hovered };
    const make = () => new MapPointer(pointed);
    return (this.#pointer ??= runInInjectionContext(this.#injector, make));
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

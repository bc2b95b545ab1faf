import {
  Component,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { MapPosition } from '../geo/map-position';
import { toScreenNear, type Camera, type MercatorPoint } from '../geo/mercator';
import { BaseMapNotice } from '../map/base-map/base-map-notice';
import { CoversMap } from '../map/cover/covers-map';
import type { Box } from '../map/cover/free-room';
import { MapCovers } from '../map/cover/map-covers';
import { mustFold } from '../map/legend/legend-fold';
import { SpeedLegend } from '../map/legend/speed-legend';
import { MapControls } from '../map/map-controls';
import { ScaleBar } from '../map/scale/scale-bar';
import { PageSettings } from '../settings/page-settings';
import { ListedNotice } from './listed-notice';
import { watchElsewhere } from './where-streets-end';

/** The map that the tools lie on. */
export interface MapUnderTools {
  readonly element: HTMLElement;
  readonly camera: () => Camera;
  /** Where a vehicle is shown; `undefined` if it is not. */
  readonly placeOf: (name: string) => MercatorPoint | undefined;
}

/** What lies on the map and is not of it: buttons, scale, legend and notices. */
@Component({
  selector: 'fleet-map-tools',
  imports: [BaseMapNotice, CoversMap, ListedNotice, MapControls, ScaleBar, SpeedLegend],
  templateUrl: './map-tools.html',
})
export class MapTools {
  readonly map = input<MapUnderTools>();
  /** Whether the way of the selected vehicle is drawn. */
  readonly hasTrail = input(false);
  /** By how many zooms closer; farther where it is negative. */
  readonly zoom = output<number>();
  /** The whole fleet is to be shown. */
  readonly fit = output();

  protected readonly settings = inject(PageSettings);
  protected readonly isElsewhere = watchElsewhere();
  protected readonly isLegendInTheWay = signal(false);
  private readonly legend = viewChild<SpeedLegend>('legend');
  readonly #fleet = inject(FleetStore);
  /** Where the legend lay when it was open last, in pixels of the map. */
  #legendBox: Box | undefined;

  constructor() {
    const [covers, position] = [inject(MapCovers), inject(MapPosition)];
    effect(() => {
      covers.changes();
      position.shown();
      this.#fleet.changes();
      const [map, name] = [this.map(), this.#fleet.selectedName()];
      untracked(() => {
        if (map) this.#foldLegend(map, name);
      });
    });
  }

  #foldLegend({ element, camera, placeOf }: MapUnderTools, name: string | undefined): void {
    const { width, height, left, top } = element.getBoundingClientRect();
    const box = this.isLegendInTheWay() ? undefined : this.legend()?.box();
    if (box) {
      this.#legendBox = {
        left: box.left - left,
        top: box.top - top,
        right: box.right - left,
        bottom: box.bottom - top,
      };
    }
    const place = name === undefined ? undefined : placeOf(name);
    const view = {
      map: { width, height },
      legend: this.#legendBox,
      vehicle: place && toScreenNear(place, camera()),
      wasFolded: this.isLegendInTheWay(),
    };
    this.isLegendInTheWay.set(mustFold(view));
  }
}

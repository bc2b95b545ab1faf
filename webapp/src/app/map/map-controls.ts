import { Component, inject, output } from '@angular/core';
import { PageSettings } from '../settings/page-settings';
import { BaseMapChooser } from './base-map/base-map-chooser';

/** The buttons on the map: closer, farther, the whole fleet, the online map. */
@Component({
  selector: 'fleet-map-controls',
  templateUrl: './map-controls.html',
  styleUrl: './map-controls.css',
})
export class MapControls {
  /** By how many zooms closer; farther where it is negative. */
  readonly zoom = output<number>();
  /** The whole fleet is to be shown. */
  readonly fit = output();

  protected readonly settings = inject(PageSettings);
  protected readonly baseMap = inject(BaseMapChooser);
}

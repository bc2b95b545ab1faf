import { Component, inject, input } from '@angular/core';
import { PageSettings } from '../settings/page-settings';
import { SettingsMenu } from '../settings/settings-menu';
import { ConnectionStatus } from './connection-status';

/** The name, the state of the fleet, and what somebody may choose. */
@Component({
  selector: 'fleet-page-header',
  imports: [ConnectionStatus, SettingsMenu],
  templateUrl: './page-header.html',
  styleUrl: './page-header.css',
  host: { role: 'banner' },
})
export class PageHeader {
  /** What the map does not need comes after it. */
  readonly hasMapSettled = input(false);

  protected readonly settings = inject(PageSettings);

  protected readonly release =
    this.settings.release === undefined
      ? this.settings.version
      : $localize`:@@header.release:Release ${this.settings.release}:release:`;
}

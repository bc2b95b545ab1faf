import { Component, inject, input, output, signal } from '@angular/core';
import { PartLoader } from '../loading/part-loader';
import { PageSettings } from '../settings/page-settings';
import { ConnectionStatus } from './connection-status';
import { HeaderTools } from './header-tools';

/** The name, the state of the fleet, and what somebody may choose. */
@Component({
  selector: 'fleet-page-header',
  imports: [ConnectionStatus, HeaderTools],
  templateUrl: './page-header.html',
  host: { role: 'banner' },
})
export class PageHeader {
  /** What the map does not need comes after it, or when somebody wants it. */
  readonly hasMapSettled = input(false);

  readonly menuOpenChange = output<boolean>();

  protected readonly settings = inject(PageSettings);
  /** Whether somebody has pressed the button, perhaps before the menu was there. */
  protected readonly isMenuWanted = signal(false);
  protected readonly hasMenu = inject(PartLoader).when(
    () => this.isMenuWanted() || (this.settings.isFullPage && this.hasMapSettled()),
    () => import('./header-tools'),
  );

  protected readonly release = this.#release();

  /** The version; of the course's pages their release, whose 0-5 is called 0.5 and a prototype. */
  #release(): string {
    const { release, version, hasFleet } = this.settings;
    if (release === undefined) return version;
    const name = release.replace('-', '.');
    return hasFleet
      ? $localize`:@@header.release:Release ${name}:release:`
      : $localize`:@@header.prototype:Prototype, release ${name}:release:`;
  }
}

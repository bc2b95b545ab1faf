import { Component, computed, inject } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { ConnectionStatus } from './connection-status';

/** The name, the state of the fleet, and what somebody may choose. */
@Component({
  selector: 'fleet-page-header',
  imports: [ConnectionStatus],
  templateUrl: './page-header.html',
  styleUrl: './page-header.css',
})
export class PageHeader {
  protected readonly fleet = inject(FleetStore);
  protected readonly preferences = inject(Preferences);
  protected readonly settings = inject(PageSettings);

  protected readonly release = this.settings.release
    ? `Release ${this.settings.release}`
    : this.settings.version;
  protected readonly countLabel = computed(() => {
    const count = this.fleet.count();
    return `${count.toLocaleString()} ${count === 1 ? 'vehicle' : 'vehicles'}`;
  });
  protected readonly isDark = computed(() => this.preferences.theme() === 'dark');

  protected toggleTheme(): void {
    this.preferences.chosenTheme.set(this.isDark() ? 'light' : 'dark');
  }

  protected toggleUnit(): void {
    this.preferences.unit.update((unit) => (unit === 'mph' ? 'km/h' : 'mph'));
  }
}

import { Component, computed, inject } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { Clock } from '../settings/clock';
import { Formatter } from '../settings/formatter';

/** Whether what one sees is live, in words and colour. */
@Component({
  selector: 'fleet-connection-status',
  template: `
    <span class="dot" aria-hidden="true"></span>
    <!-- Only the state is read aloud: the age changes every second. -->
    <span class="state" role="status">{{ label() }}</span>
    @if (detail()) {
      <span class="detail">{{ detail() }}</span>
    }
  `,
  styleUrl: './connection-status.css',
  host: { '[attr.data-state]': 'fleet.connection().state' },
})
export class ConnectionStatus {
  protected readonly fleet = inject(FleetStore);
  readonly #clock = inject(Clock);
  readonly #format = inject(Formatter);

  protected readonly label = computed(() => {
    switch (this.fleet.connection().state) {
      case 'connecting':
        return 'Connecting…';
      case 'live':
        return 'Live';
      case 'stale':
        return 'No news of the fleet';
      case 'lost':
        return 'Connection lost';
    }
  });

  protected readonly detail = computed(() => {
    // Read for its tick: ages are counted by this machine's own clock here.
    this.#clock.now();
    const connection = this.fleet.connection();
    const updatedAt = this.fleet.updatedAt();
    if ('since' in connection) return this.#format.age(Date.now() - connection.since);
    if (connection.state === 'connecting' || updatedAt === undefined) return '';
    return `updated ${this.#format.age(Date.now() - updatedAt)}`;
  });
}

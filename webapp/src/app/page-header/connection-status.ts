import { Component, computed, inject, linkedSignal } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { Formatter } from '../settings/formatter';

/** One quiet line: whether what one sees is live, how many vehicles, and how late they are. */
@Component({
  selector: 'fleet-connection-status',
  template: `
    <span class="dot" aria-hidden="true"></span>
    <!-- Only the state is read aloud: the rest changes all the time. -->
    <span class="state" role="status">{{ label() }}</span>
    @if (since()) {
      <span class="since">{{ since() }}</span>
    }
    @if (count()) {
      <span class="count">{{ count() }}</span>
    }
    @if (delay()) {
      <span
        class="delay"
        title="From a vehicle's report to this screen"
        i18n-title="@@header.delay-hint"
        >{{ delay() }}</span
      >
    }
  `,
  styleUrl: './connection-status.css',
  host: { '[attr.data-state]': 'fleet.connection().state' },
})
export class ConnectionStatus {
  protected readonly fleet = inject(FleetStore);
  readonly #format = inject(Formatter);

  protected readonly label = computed(() => {
    switch (this.fleet.connection().state) {
      case 'connecting':
        return $localize`:@@header.connecting:Connecting…`;
      case 'live':
        return $localize`:@@header.live:Live`;
      case 'stale':
        return $localize`:@@header.stale:No news of the fleet`;
      case 'lost':
        return $localize`:@@header.lost:Connection lost`;
    }
  });

  /** Since when it is so, and what happens about it. */
  protected readonly since = computed(() => {
    const connection = this.fleet.connection();
    if (!('since' in connection)) return '';
    const since = this.#format.time(connection.since);
    return connection.state === 'lost'
      ? $localize`:@@header.lost-since:since ${since}:time:, trying again`
      : $localize`:@@header.stale-since:since ${since}:time:, the tracker does not answer`;
  });

  protected readonly count = computed(() => {
    if (!this.fleet.hasSnapshot()) return '';
    const count = this.fleet.count();
    if (count === 1) return $localize`:@@header.one-vehicle:1 vehicle`;
    return $localize`:@@header.vehicles:${this.#format.number(count)}:count: vehicles`;
  });

  /** The last one known: a fleet that reports seldom has none most of the time. */
  readonly #delayMs = linkedSignal<
    { delayMs: number | undefined; isLive: boolean },
    number | undefined
  >({
    source: () => ({
      delayMs: this.fleet.delayMs(),
      isLive: this.fleet.connection().state === 'live',
    }),
    computation: ({ delayMs, isLive }, before) => (isLive ? (delayMs ?? before?.value) : undefined),
  });
  protected readonly delay = computed(() => {
    const delayMs = this.#delayMs();
    if (delayMs === undefined) return '';
    const seconds = this.#format.number(delayMs / 1_000, 1);
    return $localize`:@@header.delay:${seconds}:seconds: s delay`;
  });
}

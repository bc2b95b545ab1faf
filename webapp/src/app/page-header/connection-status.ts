import { Component, computed, inject, linkedSignal } from '@angular/core';
import { FleetStore } from '../fleet/fleet-store';
import { ListView } from '../fleet/list/list-view';
import { Formatter } from '../settings/formatter';

/** One quiet line: whether what one sees is live or past, how many vehicles, and how late they are. */
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
  host: { '[attr.data-state]': 'state()' },
})
export class ConnectionStatus {
  protected readonly fleet = inject(FleetStore);
  readonly #list = inject(ListView);
  readonly #format = inject(Formatter);
  readonly #isPast = computed(() => !this.fleet.isLive());

  /** Trouble with the connection shows at any time: without it nothing of the past can be loaded. */
  protected readonly state = computed(() => {
    const { state } = this.fleet.connection();
    return state === 'live' && this.#isPast() ? 'past' : state;
  });

  protected readonly label = computed(() => {
    const word = this.#word();
    return this.#isPast() && this.state() !== 'past'
      ? $localize`:@@header.past-and:Past · ${word}:state:`
      : word;
  });
  readonly #isPolled = computed(() => {
    const connection = this.fleet.connection();
    return connection.state === 'live' && connection.polled !== undefined;
  });
  readonly #word = computed(() => {
    switch (this.state()) {
      case 'connecting':
        return $localize`:@@header.connecting:Connecting…`;
      case 'live':
        if (this.#isPolled()) return $localize`:@@header.polled:Live, once a second`;
        return $localize`:@@header.live:Live`;
      case 'past':
        return $localize`:@@header.past:Past`;
      case 'stale':
        return $localize`:@@header.stale:No news of the fleet`;
      case 'lost':
        return $localize`:@@header.lost:Connection lost`;
    }
  });

  /** Since when it is so, and what happens about it. */
  protected readonly since = computed(() => {
    const connection = this.fleet.connection();
    if (this.state() === 'past') return '';
    if (this.#isPolled())
      return $localize`:@@header.polled-why:this gateway sends nothing by itself`;
    if (!('since' in connection)) return '';
    const since = this.#format.time(connection.since);
    return connection.state === 'lost'
      ? $localize`:@@header.lost-since:since ${since}:time:, trying again`
      : $localize`:@@header.stale-since:since ${since}:time:, the tracker does not answer`;
  });

  protected readonly count = computed(() => {
    if (!this.fleet.hasSnapshot()) return '';
    const count = this.#list.total();
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
      isLive: this.state() === 'live',
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

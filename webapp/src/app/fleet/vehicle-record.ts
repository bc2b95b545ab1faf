import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { PageSettings } from '../settings/page-settings';
import { FleetStore } from './fleet-store';
import { HistorySource } from './history-source';
import { addToDay, addToHour, startOfDay } from './recent-track';
import type { TrackPoint } from './track-point';

/** Where the loading of the selected vehicle's past stands. */
export type RecordState = 'none' | 'loading' | 'ready' | 'failed';

const hourMs = 3_600_000;
/** In the past so much is loaded at once, so that playing it does not load each second. */
const pastStepMs = 10 * 60_000;
/** Whoever drags the time bar wants no history of every time on the way. */
const restMs = 250;
/** Fixes that are left out of a day move its way by less than this: a lane of a street. */
const toleranceMetres = 5;
/** More than one a second in an hour, and as many as the gateway gives in a day. */
const hourLimit = 10_000;
const dayLimit = 100_000;

/** Which part of whose past is wanted. */
interface Wanted {
  readonly name: string;
  /** Midnight where the reader is. */
  readonly dayStart: number;
  /** The end of a past time; `undefined` for now. */
  readonly until: number | undefined;
  /** Grows when the same is wanted once more. */
  readonly attempt: number;
}

/** The last hour and the day of the selected vehicle; what it reports meanwhile is added. */
@Injectable({ providedIn: 'root' })
export class VehicleRecord {
  readonly #fleet = inject(FleetStore);
  readonly #history = inject(HistorySource);
  readonly #isFullPage = inject(PageSettings).isFullPage;
  readonly #state = signal<RecordState>('none');
  readonly #hour = signal<readonly TrackPoint[]>([]);
  readonly #day = signal<readonly TrackPoint[]>([]);
  readonly #attempt = signal(0);
  readonly #wanted = computed<Wanted | undefined>(() => this.#wish(), { equal: isSame });
  #loadedName: string | undefined;

  readonly state = this.#state.asReadonly();
  /** Every fix of the last hour and some more, oldest first. */
  readonly hour = this.#hour.asReadonly();
  /** The day up to the time that is shown, without fixes that change nothing. */
  readonly day = computed(() => {
    const day = this.#day();
    if (this.#fleet.isLive()) return day;
    const at = this.#fleet.shownTime();
    return day.filter(({ time }) => time <= at);
  });

  constructor() {
    effect((onCleanup) => {
      const wanted = this.#wanted();
      const loading = new AbortController();
      onCleanup(() => {
        loading.abort();
      });
      untracked(() => {
        this.#begin(wanted, loading.signal);
      });
    });
    this.#addReports();
    this.#fillGaps();
  }

  /** Loads once more, after it failed. */
  retry(): void {
    this.#attempt.update((attempt) => attempt + 1);
  }

  #wish(): Wanted | undefined {
    const name = this.#fleet.selectedName();
    if (name === undefined || !this.#isFullPage) return undefined;
    const shown = this.#fleet.shownTime();
    const isLive = this.#fleet.isLive();
    return {
      name,
      dayStart: startOfDay(shown),
      until: isLive ? undefined : Math.ceil(shown / pastStepMs) * pastStepMs,
      attempt: this.#attempt(),
    };
  }

  #begin(wanted: Wanted | undefined, aborted: AbortSignal): void {
    if (wanted?.name !== this.#loadedName) {
      this.#hour.set([]);
      this.#day.set([]);
    }
    this.#loadedName = wanted?.name;
    this.#state.set(wanted ? 'loading' : 'none');
    if (!wanted) return;
    if (wanted.until === undefined) {
      void this.#load(wanted, aborted);
      return;
    }
    const timer = setTimeout(() => void this.#load(wanted, aborted), restMs);
    aborted.addEventListener('abort', () => {
      clearTimeout(timer);
    });
  }

  async #load({ name, dayStart, until }: Wanted, aborted: AbortSignal): Promise<void> {
    const end = until ?? untracked(this.#fleet.shownTime);
    // Two times the hour in the past, where one goes to and fro.
    const since = end - (until === undefined ? hourMs : hourMs + 2 * pastStepMs);
    const upTo = until === undefined ? {} : { until };
    try {
      const [hour, day] = await Promise.all([
        this.#history.load(name, { since, ...upTo, limit: hourLimit }, aborted),
        this.#history.load(
          name,
          { since: dayStart, ...upTo, limit: dayLimit, simplify: toleranceMetres },
          aborted,
        ),
      ]);
      if (aborted.aborted) return;
      this.#take(hour, day, until === undefined);
      this.#state.set('ready');
    } catch {
      // The gateway is away or slow; the panel says so and offers another try.
      if (!aborted.aborted) this.#state.set('failed');
    }
  }

  /** Now what was reported while it was loaded stays, at the end. */
  #take(hour: readonly TrackPoint[], day: readonly TrackPoint[], isNow: boolean): void {
    this.#hour.update((live) => (isNow ? live.reduce(addToHour, hour) : hour));
    this.#day.update((live) => (isNow ? live.reduce(addToDay, day) : day));
  }

  #addReports(): void {
    effect(() => {
      const vehicle = this.#fleet.selected();
      if (!vehicle || !this.#isFullPage || !untracked(this.#fleet.isLive)) return;
      this.#hour.update((hour) => addToHour(hour, vehicle));
      this.#day.update((day) => addToDay(day, vehicle));
    });
  }

  /** What a vehicle drove while the connection was lost is in its history only. */
  #fillGaps(): void {
    let wasLost = false;
    effect(() => {
      const { state } = this.#fleet.connection();
      if (state === 'live' && wasLost) this.retry();
      wasLost = state === 'lost';
    });
  }
}

function isSame(a: Wanted | undefined, b: Wanted | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.name === b.name && a.dayStart === b.dayStart && a.until === b.until && a.attempt === b.attempt
  );
}

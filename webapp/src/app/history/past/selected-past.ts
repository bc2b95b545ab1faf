import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { summarise } from '@fleetman/motion';
import { FleetStore } from '../../fleet/fleet-store';
import { LateFixes } from '../../fleet/late-fixes';
import { PageSettings } from '../../settings/page-settings';
import { believed, holdStands } from '../../vehicle/track/held-track';
import { stopUnderWay } from '../../vehicle/track/stop-under-way';
import type { TrackPoint } from '../../vehicle/track/track-point';
import { PastAccess } from './past-access';
import { PastLoading, type WantedPast } from './past-loading';
import {
  addToDay,
  addToRecent,
  hourOf,
  renewDay,
  renewEnd,
  settledPoint,
  startOfDay,
} from './recent-track';
import { watchPast } from './watch-past';

/** Whether the past of the selected vehicle is there. */
export type PastState = 'none' | 'loading' | 'ready' | 'failed';

/** While the past is shown, this much more is loaded at once, so that playing does not load each second. */
const pastStepMs = 10 * 60_000;
/** While the time bar is dragged, the past of the times on the way is not loaded. */
const restMs = 250;
/** How often reports are replaced by what the tracker says of them, which knows later fixes too. */
const renewMs = 30_000;

/**
 * The past of the selected vehicle, loaded once for the panel and for the line on the map; what the
 * vehicle reports meanwhile is added.
 */
@Injectable({ providedIn: 'root' })
export class SelectedPast {
  readonly #fleet = inject(FleetStore);
  readonly #loading = inject(PastLoading);
  readonly #settings = inject(PageSettings);
  readonly #hasPast = inject(PastAccess).hasPast;
  readonly #lateFixes = inject(LateFixes);
  readonly #state = signal<PastState>('none');
  readonly #recent = signal<readonly TrackPoint[]>([]);
  readonly #day = signal<readonly TrackPoint[]>([]);
  readonly #attempt = signal(0);
  readonly #wanted = computed<WantedPast | undefined>(() => this.#wish(), { equal: isSame });
  readonly #drawn = computed(() => holdStands(this.#recent()));
  #loadedName: string | undefined;
  /** Up to which time the points are what the tracker says. */
  #loadedUntil = -Infinity;

  readonly state = this.#state.asReadonly();
  /** Every believed fix of the last hour and some more, oldest first. */
  readonly hour = computed(() => hourOf(this.#recent()));
  /** The day up to the time that is shown, without fixes that change nothing. */
  readonly day = computed(() => this.#untilShown(this.#day()));
  /** What the vehicle did on that day. */
  readonly summary = computed(() => summarise(this.day()));
  /** Since when the vehicle stands (milliseconds since 1970); `undefined` while it moves, or if this is unknown. */
  readonly stoppedSince = computed(() => stopUnderWay(this.day(), this.summary().stops));
  /** The newest fixes up to the time that is shown, as they are drawn, oldest first. */
  readonly trail = computed(() => this.#untilShown(this.#drawn()));

  constructor() {
    effect((onCleanup) => {
      const wanted = this.#wanted();
      const ending = new AbortController();
      onCleanup(() => {
        ending.abort();
      });
      untracked(() => {
        this.#begin(wanted, ending.signal);
      });
      if (wanted?.dayStart === undefined || wanted.until !== undefined) return;
      const { name, dayStart } = wanted;
      const timer = setInterval(() => void this.#renew(name, dayStart, ending.signal), renewMs);
      onCleanup(() => {
        clearInterval(timer);
      });
    });
    this.#watchLateFixes();
    this.#addReports();
    this.#fillGaps();
    this.#passOnStop();
  }

  /** Loads once more, after it failed. */
  retry(): void {
    this.#attempt.update((attempt) => attempt + 1);
  }

  #wish(): WantedPast | undefined {
    const name = this.#fleet.selectedName();
    if (name === undefined || !this.#settings.hasHistory || this.#isUnknown()) return undefined;
    const attempt = this.#attempt();
    // The course's releases and the Java gateway have the route alone.
    if (!this.#settings.isFullPage || !this.#hasPast()) {
      return { name, attempt, dayStart: undefined, until: undefined };
    }
    const shown = this.#fleet.shownTime();
    const until = this.#fleet.isLive() ? undefined : Math.ceil(shown / pastStepMs) * pastStepMs;
    return { name, attempt, dayStart: startOfDay(shown), until };
  }

  /** Whether a link names a vehicle that is not, or not yet, in the fleet: it has no past to ask for. */
  #isUnknown(): boolean {
    return this.#fleet.isLive() && this.#fleet.selected() === undefined;
  }

  #begin(wanted: WantedPast | undefined, aborted: AbortSignal): void {
    if (wanted?.name !== this.#loadedName) {
      this.#recent.set([]);
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

  async #load(wanted: WantedPast, aborted: AbortSignal): Promise<void> {
    const isNow = wanted.until === undefined;
    try {
      const page = await this.#loading.newest(wanted, aborted);
      if (aborted.aborted) return;
      this.#takeRecent(believed(page), isNow);
      const day = await this.#loading.day(wanted, page, aborted);
      // It may have been aborted while the day was loaded.
      if (aborted.aborted as boolean) return;
      this.#takeDay(day, isNow);
      this.#state.set('ready');
    } catch {
      // The gateway is away or slow; the panel says so and offers another try.
      if (!aborted.aborted) this.#state.set('failed');
    }
  }

  /** Now what was reported while it was loaded stays, at the end. */
  #takeRecent(recent: readonly TrackPoint[], isNow: boolean): void {
    this.#loadedUntil = recent.at(-1)?.time ?? -Infinity;
    this.#recent.update((live) => (isNow ? live.reduce(addToRecent, recent) : recent));
  }

  #takeDay(day: readonly TrackPoint[], isNow: boolean): void {
    this.#day.update((live) => (isNow ? live.reduce(addToDay, day) : day));
  }

  /** Loads the end anew, so that its distance is the one that a page opened now shows. */
  async #renew(name: string, dayStart: number, aborted: AbortSignal): Promise<void> {
    const recent = untracked(this.#recent);
    const isSettled = (recent.at(-1)?.time ?? -Infinity) <= this.#loadedUntil;
    if (isSettled || untracked(this.#state) !== 'ready') return;
    const settled = settledPoint(recent, this.#loadedUntil);
    try {
      const end = await this.#loading.since(name, settled?.time, aborted);
      if (aborted.aborted) return;
      const renewed = settled ? renewEnd(recent, end) : end;
      const day = renewDay(untracked(this.#day), end, dayStart);
      if (renewed && day) {
        this.#takeRecent(renewed, true);
        this.#takeDay(day, true);
      } else this.retry();
    } catch {
      // What is shown is right but for metres; the next time is soon.
    }
  }

  #watchLateFixes(): void {
    effect((onCleanup) => {
      const name = this.#wanted()?.name;
      if (name === undefined) return;
      onCleanup(
        watchPast(this.#lateFixes, name, () => {
          this.retry();
        }),
      );
    });
  }

  #addReports(): void {
    effect(() => {
      const vehicle = this.#fleet.selected();
      // A place of the past is in the history already.
      if (!vehicle || !this.#settings.hasHistory || !untracked(this.#fleet.isLive)) return;
      this.#recent.update((recent) => addToRecent(recent, vehicle));
      if (this.#settings.isFullPage) this.#day.update((day) => addToDay(day, vehicle));
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

  /** The list says it too, also of a stop that began before the page was opened. */
  #passOnStop(): void {
    effect(() => {
      const [name, since] = [this.#fleet.selectedName(), this.stoppedSince()];
      const isOwn = name !== undefined && name === this.#loadedName && this.#fleet.isLive();
      if (isOwn && since !== undefined) this.#fleet.learnStops([[name, since]]);
    });
  }

  #untilShown(points: readonly TrackPoint[]): readonly TrackPoint[] {
    if (this.#fleet.isLive()) return points;
    const at = this.#fleet.shownTime();
    return points.filter(({ time }) => time <= at);
  }
}

function isSame(a: WantedPast | undefined, b: WantedPast | undefined): boolean {
  return (
    a?.name === b?.name &&
    a?.dayStart === b?.dayStart &&
    a?.until === b?.until &&
    a?.attempt === b?.attempt
  );
}

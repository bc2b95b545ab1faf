import { inject, Injectable } from '@angular/core';
import { maxHistoryLimit } from '@fleetman/contract';
import { believed } from '../../vehicle/track/held-track';
import type { TrackPoint } from '../../vehicle/track/track-point';
import { HistorySource } from './history-source';
import { joinDay } from './recent-track';

/** Which part of whose past is wanted. */
export interface WantedPast {
  readonly name: string;
  /** Midnight where the reader is; `undefined` where no day is shown. */
  readonly dayStart: number | undefined;
  /** The end of a past time; `undefined` for now. */
  readonly until: number | undefined;
  /** Grows when the same is wanted once more. */
  readonly attempt: number;
}

/** Fixes that are left out of a day move its way by less than this: a lane of a street. */
const toleranceMetres = 5;

/** Asks the history for the parts of a vehicle's past, none of them twice. Rejects as the source does. */
@Injectable({ providedIn: 'root' })
export class PastLoading {
  readonly #source = inject(HistorySource);

  /** The newest fixes, as many as the gateway gives at once, doubtful ones too, oldest first. */
  newest({ name, until }: WantedPast, signal: AbortSignal): Promise<readonly TrackPoint[]> {
    return this.#source.load(name, until === undefined ? {} : { until }, signal);
  }

  /** The believed fixes from a time on, or the newest ones. */
  async since(
    name: string,
    since: number | undefined,
    signal: AbortSignal,
  ): Promise<readonly TrackPoint[]> {
    const wish = since === undefined ? {} : { since, limit: maxHistoryLimit };
    return believed(await this.#source.load(name, wish, signal));
  }

  /**
   * The believed fixes of the day: those of `newest`, and before them, simplified, what was too much
   * for it. Empty where no day is wanted.
   */
  async day(
    { name, dayStart }: WantedPast,
    newest: readonly TrackPoint[],
    signal: AbortSignal,
  ): Promise<readonly TrackPoint[]> {
    if (dayStart === undefined) return [];
    const [oldest] = newest;
    if (!oldest || oldest.time <= dayStart) return joinDay([], believed(newest), dayStart);
    const before = { since: dayStart, until: oldest.time, limit: maxHistoryLimit };
    const wish = { ...before, simplify: toleranceMetres };
    const older = await this.#source.load(name, wish, signal);
    return joinDay(believed(older), believed(newest), dayStart);
  }
}

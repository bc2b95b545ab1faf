import { inject, Injectable } from '@angular/core';
import { maxHistoryLimit } from '@fleetman/contract';
import { HistorySource, type HistoryWish } from './history-source';
import type { DeviceSaid, TrackPoint } from '../../vehicle/track/track-point';
import type { TimeWindow } from './time-window';

/** So many requests for one history: 500,000 fixes, eleven days at one every two seconds. */
const mostPages = 5;
/** Whether fixes are left so near the beginning nobody sees in a drawing. */
const unseenMs = 60_000;

/** A history as it was loaded: the newest part of it where it has more fixes than that. */
export interface LoadedTrack {
  /** Oldest first. */
  readonly points: readonly TrackPoint[];
  readonly isWhole: boolean;
}

/** What is wanted of each page, and which one is the last. */
interface Paging {
  readonly wish: HistoryWish;
  readonly isLast: (page: readonly TrackPoint[]) => boolean;
}

/** Loads tracks from the history: as fine as the screen can show them, or exactly. */
@Injectable({ providedIn: 'root' })
export class TrackLoader {
  readonly #source = inject(HistorySource);

  /** At no time further than `metres` from the truth. Rejects as the source does. */
  simplified(
    name: string,
    window: TimeWindow,
    metres: number,
    signal: AbortSignal,
  ): Promise<LoadedTrack> {
    return this.#load(name, window, signal, {
      wish: { simplify: metres },
      // How many fixes were left out cannot be seen; but the oldest of a page is always in it.
      isLast: ([oldest]) => oldest !== undefined && oldest.time - window.from < unseenMs,
    });
  }

  /** Every fix as it was reported, with these fields of what the device said. Rejects as the source does. */
  exact(
    name: string,
    window: TimeWindow,
    signal: AbortSignal,
    fields: readonly (keyof DeviceSaid)[] = [],
  ): Promise<LoadedTrack> {
    return this.#load(name, window, signal, {
      wish: fields.length > 0 ? { fields } : {},
      isLast: (page) => page.length < maxHistoryLimit,
    });
  }

  /** Page by page, from the newest on. */
  async #load(
    name: string,
    { from, to }: TimeWindow,
    signal: AbortSignal,
    { wish, isLast }: Paging,
  ): Promise<LoadedTrack> {
    const pages: (readonly TrackPoint[])[] = [];
    let until = to;
    while (pages.length < mostPages) {
      const range = { since: from, until, limit: maxHistoryLimit };
      const page = await this.#source.load(name, { ...wish, ...range }, signal);
      pages.unshift(page);
      const [oldest] = page;
      if (!oldest || oldest.time <= from || isLast(page)) {
        return { points: pages.flat(), isWhole: true };
      }
      until = oldest.time - 1;
    }
    return { points: pages.flat(), isWhole: false };
  }
}

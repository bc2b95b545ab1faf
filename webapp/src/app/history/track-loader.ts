import { inject, Injectable } from '@angular/core';
import { maxHistoryLimit } from '@fleetman/contract';
import { HistorySource } from '../fleet/history-source';
import type { TrackPoint } from '../fleet/track-point';
import type { TimeWindow } from './time-scale';

/** So many requests for one exact history: 500,000 fixes, eleven days at one every two seconds. */
const mostPages = 5;

/** Loads tracks from the history: as fine as the screen can show them, or exactly. */
@Injectable({ providedIn: 'root' })
export class TrackLoader {
  readonly #source = inject(HistorySource);

  /** At no time further than `metres` from the truth. Rejects as the source does. */
  simplified(
    name: string,
    { from, to }: TimeWindow,
    metres: number,
    signal: AbortSignal,
  ): Promise<readonly TrackPoint[]> {
    const wish = { since: from, until: to, limit: maxHistoryLimit, simplify: metres };
    return this.#source.load(name, wish, signal);
  }

  /** Every fix as it was reported, page by page; the newest where there are too many. */
  async exact(
    name: string,
    { from, to }: TimeWindow,
    signal: AbortSignal,
  ): Promise<readonly TrackPoint[]> {
    const pages: (readonly TrackPoint[])[] = [];
    let until = to;
    while (pages.length < mostPages) {
      const wish = { since: from, until, limit: maxHistoryLimit };
      const page = await this.#source.load(name, wish, signal);
      pages.unshift(page);
      const [oldest] = page;
      if (page.length < maxHistoryLimit || !oldest || oldest.time <= from) break;
      until = oldest.time - 1;
    }
    return pages.flat();
  }
}

import { DOCUMENT, DestroyRef, inject, Injectable, untracked } from '@angular/core';
import { pause } from '@fleetman/toolkit';
import { FleetStore } from '../fleet/fleet-store';
import { isInside, type Bounds } from '../geo/place-box';
import { WayNet, type LngLat } from '../geo/way-net';
import { HistorySource } from '../history/past/history-source';
import type { TrackPoint } from '../vehicle/track/track-point';

/** One history is asked for at a time, and so long after the one before. */
const pauseMs = 700;
/** What a vehicle drove since is looked at again after that. */
const roundMs = 15 * 60_000;
/** So far back ways are looked for. */
const reachMs = 12 * 3_600_000;
/** How far a drawn way may be from where a vehicle was. */
const toleranceMetres = 5;
/** The newest fixes of a history: 5 hours at one a second. */
const mostFixes = 20_000;
/** About 3,000 km of road, 2 MB as the map holds it. */
const mostPoints = 60_000;

/** What hears of the ways. */
export type WaysListener = (lines: readonly (readonly LngLat[])[]) => void;

/**
 * Learns from the histories of the fleet which ways there are where the map has no streets: one
 * vehicle after the other, over and over, while somebody looks at the page.
 */
@Injectable({ providedIn: 'root' })
export class DrivenWays {
  readonly #fleet = inject(FleetStore);
  readonly #source = inject(HistorySource);
  readonly #document = inject(DOCUMENT);
  readonly #net = new WayNet(mostPoints);
  readonly #closing = new AbortController();
  #row = 0;
  #roundEnd = 0;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.#closing.abort();
    });
  }

  /** Tells all ways whenever there are more. `streets`: where the map has streets by now. */
  async watch(streets: () => Bounds | undefined, listener: WaysListener): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const bounds = streets();
      const name = this.#document.hidden ? undefined : this.#next(bounds);
      if (name !== undefined && (await this.#learn(name, bounds))) listener(this.#net.lines);
      await pause(pauseMs, this.#closing.signal);
    }
  }

  /** The next vehicle that drives where there are no streets; none until the next round. */
  #next(streets: Bounds | undefined): string | undefined {
    const table = untracked(() => this.#fleet.table());
    while (Date.now() >= this.#roundEnd) {
      if (this.#row >= table.count) {
        this.#row = 0;
        this.#roundEnd = Date.now() + roundMs;
        return undefined;
      }
      const row = this.#row++;
      const at = [table.lngs[row] ?? 0, table.lats[row] ?? 0] as const;
      if (!streets || !isInside(streets, at)) return table.nameAt(row);
    }
    return undefined;
  }

  async #learn(name: string, streets: Bounds | undefined): Promise<boolean> {
    const wish = { since: Date.now() - reachMs, limit: mostFixes, simplify: toleranceMetres };
    try {
      const points = await this.#source.load(name, wish, this.#closing.signal);
      const news = unbrokenWays(points).map((way) => this.#net.add(way, streets));
      return news.includes(true);
    } catch {
      // The gateway is away, or has no histories: the ways of another vehicle are asked for later.
      return false;
    }
  }
}

/** The believed points, parted where nobody knows how the vehicle came on. */
function unbrokenWays(points: readonly TrackPoint[]): TrackPoint[][] {
  const ways: TrackPoint[][] = [[]];
  for (const point of points) {
    if (point.doubt !== undefined) continue;
    if (point.way !== 'driven') ways.push([]);
    ways.at(-1)?.push(point);
  }
  return ways;
}

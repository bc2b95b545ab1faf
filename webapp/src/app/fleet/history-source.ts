import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { TrackPoint } from '@fleetman/contract';
import type { TrailPoint } from '../map/trail';

/** Where the past route of a vehicle comes from. */
export abstract class HistorySource {
  /**
   * The route, oldest place first; empty for a vehicle without one. Rejects with a message for people
   * where it cannot be had.
   */
  abstract load(name: string, signal: AbortSignal): Promise<readonly TrailPoint[]>;
}

/** How long somebody waits for a route. */
const patienceMs = 15_000;

/** The gateway's history, at `api/history/{name}` beside the page. */
@Injectable()
export class HttpHistorySource extends HistorySource {
  readonly #document = inject(DOCUMENT);

  override async load(name: string, signal: AbortSignal): Promise<readonly TrailPoint[]> {
    const url = new URL(`api/history/${encodeURIComponent(name)}`, this.#document.baseURI);
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headers: { Accept: 'application/json' },
    });
    if (response.status === 404) return [];
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
    // The gateway's answer has this shape (the contract's trackPoint); what is no place is left out.
    return readTrack((await response.json()) as readonly TrackPoint[]);
  }
}

/** Reads what the gateway answered; an older one sends no times, of which a trail needs the order. */
function readTrack(track: readonly TrackPoint[]): readonly TrailPoint[] {
  return track
    .map(({ lat, lng, timestamp }, index) => {
      const time = Date.parse(timestamp);
      return { lat, lng, time: Number.isFinite(time) ? time : index };
    })
    .filter(({ lat, lng }) => Number.isFinite(lat + lng));
}

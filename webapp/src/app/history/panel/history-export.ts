import { DOCUMENT, inject, Injectable, signal, untracked } from '@angular/core';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { allPlaces } from '../../places/all-places';
import { Whereabouts } from '../../places/whereabouts';
import { HistoryView } from '../view/history-view';
import { TrackLoader } from '../past/track-loader';
import { deviceFields } from './device-columns';
import { fileName, writeCsv, writeGpx, type NamedTrack } from './track-files';

export type TrackFormat = 'gpx' | 'csv';

/** `empty`: there was nothing to write; `cut`: more than a file is given, so that older fixes are missing. */
type ExportState = 'ready' | 'loading' | 'failed' | 'empty' | 'cut';

const formats = {
  gpx: { write: writeGpx, type: 'application/gpx+xml' },
  csv: { write: writeCsv, type: 'text/csv;charset=utf-8' },
} as const;

/** Hands the exact history of the vehicles that are looked at to the browser, as a file. */
@Injectable({ providedIn: 'root' })
export class HistoryExport {
  readonly #document = inject(DOCUMENT);
  readonly #history = inject(HistoryView);
  readonly #loader = inject(TrackLoader);
  readonly #whereabouts = inject(Whereabouts);
  readonly #records = inject(VehicleRecords);
  readonly #state = signal<ExportState>('ready');
  #loading: AbortController | undefined;

  readonly state = this.#state.asReadonly();

  /** Never rejects; an export that is still under way is given up. */
  async save(format: TrackFormat): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#state.set('loading');
    const window = untracked(this.#history.window);
    try {
      const tracks: NamedTrack[] = [];
      let isWhole = true;
      // One after the other: each may be several answers of megabytes.
      for (const id of untracked(this.#history.names)) {
        const loaded = await this.#loader.exact(id, window, loading.signal, deviceFields);
        const { points } = loaded;
        const places = format === 'csv' ? await allPlaces(this.#whereabouts, points) : [];
        // As people call it: that is how they find it in a file.
        tracks.push({ name: untracked(() => this.#records.labelOf(id)), points, places });
        isWhole &&= loaded.isWhole;
      }
      if (loading.signal.aborted) return;
      const isEmpty = tracks.every(({ points }) => points.length === 0);
      if (!isEmpty) this.#hand(format, tracks, fileName(tracks, window.from, format));
      this.#state.set(isEmpty ? 'empty' : isWhole ? 'ready' : 'cut');
    } catch {
      if (!loading.signal.aborted) this.#state.set('failed');
    }
  }

  #hand(format: TrackFormat, tracks: readonly NamedTrack[], name: string): void {
    const { write, type } = formats[format];
    const url = URL.createObjectURL(new Blob([write(tracks)], { type }));
    const link = this.#document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    // The browser has taken it over by then.
    setTimeout(() => {
      URL.revokeObjectURL(url);
    }, 60_000);
  }
}

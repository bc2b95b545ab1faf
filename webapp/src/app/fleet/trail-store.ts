import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { extendTrail, joinTrails, trailMetres, type TrailPoint } from '../map/trail';
import { HistoryView } from '../history/history-view';
import { PageSettings } from '../settings/page-settings';
import { FleetStore } from './fleet-store';
import { HistorySource } from './history-source';

/** Where the loading of the selected vehicle's route stands. */
export type TrailState = 'none' | 'loading' | 'ready' | 'failed';

/** The route of the selected vehicle: its history, growing as it drives. */
@Injectable({ providedIn: 'root' })
export class TrailStore {
  readonly #fleet = inject(FleetStore);
  readonly #history = inject(HistorySource);
  readonly #view = inject(HistoryView);
  readonly #hasHistory = inject(PageSettings).hasHistory;
  readonly #points = signal<readonly TrailPoint[]>([]);
  readonly #state = signal<TrailState>('none');
  #loading: AbortController | undefined;

  /** Oldest first. */
  readonly points = this.#points.asReadonly();
  readonly state = this.#state.asReadonly();
  /**
   * What of it is to be seen: at a past time nothing that was still to come, and none of it where the
   * tracks of a history are looked at.
   */
  readonly shown = computed<readonly TrailPoint[]>(() => {
    if (this.#view.isOpen()) return [];
    if (this.#fleet.isLive()) return this.#points();
    const at = this.#fleet.shownTime();
    return this.#points().filter(({ time }) => time <= at);
  });
  readonly metres = computed(() => trailMetres(this.#points()));

  constructor() {
    effect(() => {
      const name = this.#fleet.selectedName();
      untracked(() => {
        this.#begin(name);
      });
    });
    effect(() => {
      const vehicle = this.#fleet.selected();
      // A place of the past is in the history already.
      if (vehicle && this.#hasHistory && untracked(this.#fleet.isLive)) {
        this.#points.update((points) => extendTrail(points, vehicle));
      }
    });
    this.#fillGaps();
  }

  /** Loads the route once more, after it failed. */
  retry(): void {
    this.#begin(untracked(this.#fleet.selectedName));
  }

  #begin(name: string | undefined): void {
    this.#loading?.abort();
    this.#points.set([]);
    this.#state.set('none');
    if (name !== undefined && this.#hasHistory) void this.#load(name);
  }

  /** What a vehicle drove while the connection was lost is in its history only. */
  #fillGaps(): void {
    let wasLost = false;
    effect(() => {
      const { state } = this.#fleet.connection();
      const name = untracked(this.#fleet.selectedName);
      if (state === 'live' && wasLost && name !== undefined && this.#hasHistory) {
        this.#loading?.abort();
        void this.#load(name);
      }
      wasLost = state === 'lost';
    });
  }

  async #load(name: string): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    this.#state.set('loading');
    try {
      const history = await this.#history.load(name, {}, loading.signal);
      if (loading.signal.aborted) return;
      this.#points.update((live) => joinTrails(history, live));
      this.#state.set('ready');
    } catch {
      // The gateway is away or slow; the panel says so and offers another try.
      if (!loading.signal.aborted) this.#state.set('failed');
    }
  }
}

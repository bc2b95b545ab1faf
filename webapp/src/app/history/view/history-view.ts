import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { summarise, type DriveSummary } from '@fleetman/motion';
import { FleetStore } from '../../fleet/fleet-store';
import { LateFixes } from '../../fleet/late-fixes';
import { DrawnTrack } from '../../map/tracks/drawn-track';
import { Clock } from '../../settings/clock';
import { watchPast } from '../past/watch-past';
import { rangeToWindow, type HistoryRange } from './history-range';
import type { TimeWindow } from '../past/time-window';
import { TimeWindows } from './time-windows';
import { TrackLoader } from '../past/track-loader';

/** As many tracks as colours that can be told apart. */
export const mostTracks = 6;

/** Told apart by people with any kind of colour vision, on the light map and on the dark one. */
const trackColors = ['#2f7bea', '#e8590c', '#0c8599', '#c2255c', '#7048e8', '#5c940d'] as const;

/** Finer than the error of a receiver is nothing; coarser would lose stops. In metres. */
const finest = 2;
const coarsest = 25;
/** So long the map must rest before tracks are loaded finer. */
const restMs = 300;

/** The track of one vehicle in the range that is looked at. */
export interface HistoryTrack {
  readonly name: string;
  readonly color: string;
  readonly state: 'loading' | 'ready' | 'failed';
  /** No point of it as long as it is loaded for the first time. */
  readonly track: DrawnTrack;
  /** How far it drove, and where it stood. */
  readonly summary: DriveSummary;
  /** Whether there is no older part of it in the range, which was too much to load. */
  readonly isWhole: boolean;
}

/** What was loaded, or is being loaded. */
interface Loaded extends Omit<HistoryTrack, 'name' | 'color'> {
  readonly window: TimeWindow;
  readonly metres: number;
  readonly loading: AbortController | undefined;
}

const nothing = { track: new DrawnTrack([]), summary: summarise([]), isWhole: true };

/** The vehicles whose history is looked at, in which range, and their tracks. None: it is closed. */
@Injectable({ providedIn: 'root' })
export class HistoryView {
  readonly #loader = inject(TrackLoader);
  readonly #clock = inject(Clock);
  readonly #fleet = inject(FleetStore);
  readonly #windows = inject(TimeWindows);
  readonly #names = signal<readonly string[]>([]);
  readonly #active = signal<string | undefined>(undefined);
  readonly #range = signal<HistoryRange>({ kind: 'last-hour' });
  readonly #window = signal<TimeWindow>({ from: 0, to: 0 });
  readonly #loaded = signal<ReadonlyMap<string, Loaded>>(new Map());
  readonly #chosenColors = signal<'speed' | 'vehicle' | undefined>(undefined);

  readonly names = this.#names.asReadonly();
  readonly isOpen = computed(() => this.#names().length > 0);
  readonly range = this.#range.asReadonly();
  /** From when to when, as it was when the range was chosen. */
  readonly window = this.#window.asReadonly();
  /** Whether its panel stands under the map, which is smaller since. */
  readonly hasPanel = signal(false);
  /** How many metres a pixel of the map is; set by the map. */
  readonly metresPerPixel = signal(coarsest);
  /** What is pointed at: this vehicle at that time, on the map or on the graph. */
  readonly pointed = signal<{ readonly name: string; readonly time: number } | undefined>(
    undefined,
  );
  readonly tracks = computed<readonly HistoryTrack[]>(() =>
    this.#names().map((name, index) => ({
      state: 'loading',
      ...(this.#loaded().get(name) ?? nothing),
      name,
      color: trackColors[index % mostTracks] ?? trackColors[0],
    })),
  );
  /** Whose graph and stops are shown. */
  readonly active = computed(() => {
    const tracks = this.tracks();
    return tracks.find(({ name }) => name === this.#active()) ?? tracks[0];
  });
  /** By speed, until there are several or somebody chooses. */
  readonly colorBy = computed(
    () => this.#chosenColors() ?? (this.#names().length > 1 ? 'vehicle' : 'speed'),
  );

  constructor() {
    effect((onCleanup) => {
      const [names, window, metres] = [this.#names(), this.#window(), this.metresPerPixel()];
      const wanted = Math.min(coarsest, Math.max(finest, metres));
      const missing = names.filter((name) => !this.#isLoaded(name, window, wanted));
      const isFirst = missing.some((name) => untracked(this.#loaded).get(name)?.window !== window);
      const timer = setTimeout(
        () => {
          for (const name of missing) void this.#load(name, window, wanted);
        },
        isFirst ? 0 : restMs,
      );
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
    this.#watchLateFixes();
  }

  /** Shows the history of this vehicle, and of no other. */
  open(name: string): void {
    this.#forget(untracked(this.#names));
    this.#names.set([name]);
    this.#active.set(name);
    this.choose(untracked(this.#range));
    this.#fleet.select(name);
  }

  /** Shows the history of this vehicle beside the others; of six at most. */
  add(name: string): void {
    const names = untracked(this.#names);
    if (names.length === 0) this.open(name);
    else if (!names.includes(name) && names.length < mostTracks) {
      this.#names.set([...names, name]);
      this.#active.set(name);
    }
  }

  /** Shows the histories of these vehicles in this range, as a link says; of none: closes them. */
  show(names: readonly string[], range: HistoryRange = { kind: 'last-hour' }): void {
    const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
    const shown = { names: untracked(this.#names), range: untracked(this.#range) };
    const [first, ...others] = names;
    if (isSame(shown, { names, range })) return;
    if (first === undefined) {
      if (shown.names.length > 0) this.close();
      return;
    }
    if (!isSame(shown.names, names)) {
      this.open(first);
      for (const name of others) this.add(name);
      this.#active.set(first);
    }
    this.choose(range);
  }

  remove(name: string): void {
    this.#forget([name]);
    this.#names.update((names) => names.filter((other) => other !== name));
    if (!untracked(this.isOpen)) this.close();
  }

  activate(name: string): void {
    this.#active.set(name);
  }

  close(): void {
    this.#forget(untracked(this.#names));
    this.#names.set([]);
    this.#windows.fix(undefined);
  }

  /** Looks at another range; the same one once more is as long, and ends now. */
  choose(range: HistoryRange): void {
    this.#range.set(range);
    const window = rangeToWindow(range, this.#clock.read());
    this.#window.set(window);
    this.#windows.fix(window);
  }

  colorTracksBy(what: 'speed' | 'vehicle'): void {
    this.#chosenColors.set(what);
  }

  /** Asks once more for what could not be loaded. */
  retry(): void {
    for (const { name, state } of untracked(this.tracks)) {
      if (state === 'failed') void this.#load(name, untracked(this.#window), coarsest);
    }
  }

  #watchLateFixes(): void {
    const lateFixes = inject(LateFixes);
    effect((onCleanup) => {
      for (const name of this.#names()) {
        onCleanup(
          watchPast(lateFixes, name, ({ from, until }) => {
            const window = untracked(this.#window);
            if (from > window.to || until < window.from) return;
            const metres = untracked(this.#loaded).get(name)?.metres ?? coarsest;
            void this.#load(name, window, metres);
          }),
        );
      }
    });
  }

  #isLoaded(name: string, window: TimeWindow, metres: number): boolean {
    const loaded = untracked(this.#loaded).get(name);
    return loaded?.window === window && loaded.metres <= metres;
  }

  async #load(name: string, window: TimeWindow, metres: number): Promise<void> {
    const before = untracked(this.#loaded).get(name);
    before?.loading?.abort();
    const loading = new AbortController();
    // A finer track takes the place of a coarser one when it has come.
    const shown = before?.window === window ? before : { ...nothing, state: 'loading' as const };
    this.#remember(name, { ...shown, window, metres, loading });
    try {
      const loaded = await this.#loader.simplified(name, window, metres, loading.signal);
      if (loading.signal.aborted) return;
      const { points, isWhole } = loaded;
      const found = { track: new DrawnTrack(points), summary: summarise(points), isWhole };
      this.#remember(name, { window, metres, loading: undefined, ...found, state: 'ready' });
    } catch {
      if (loading.signal.aborted) return;
      // What is shown stays; where nothing is, the panel says so and offers another try.
      const state = shown.state === 'ready' ? 'ready' : 'failed';
      this.#remember(name, { ...shown, window, metres, loading: undefined, state });
    }
  }

  #remember(name: string, loaded: Loaded): void {
    this.#loaded.update((all) => new Map(all).set(name, loaded));
  }

  #forget(names: readonly string[]): void {
    this.pointed.set(undefined);
    this.#loaded.update((all) => {
      for (const name of names) all.get(name)?.loading?.abort();
      return new Map([...all].filter(([name]) => !names.includes(name)));
    });
  }
}

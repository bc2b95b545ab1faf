import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { boundsOf } from '../geo/bounds';
import type { Bounds } from '../geo/place-box';
import { TrackCanvas, type ShownTrack } from '../map/tracks/track-canvas';
import { metresPerPixel, toPlace, type Camera, type MercatorPoint } from '../geo/mercator';
import { Formatter } from '../settings/formatter';
import { Preferences } from '../settings/preferences';
import { HistoryView } from '../history/view/history-view';
import { TimeMachine } from '../history/time-machine/time-machine';

/** A pointer this far from a track still means it, in pixels. */
const reach = 12;

/** What the map gives to its tracks. */
interface MapUnderTracks {
  readonly container: HTMLElement;
  readonly camera: () => Camera;
}

/** The tracks of the history on the map, and what is pointed at of them. */
@Injectable({ providedIn: 'root' })
export class TracksOnMap {
  readonly #history = inject(HistoryView);
  readonly #machine = inject(TimeMachine);
  readonly #format = inject(Formatter);
  readonly #preferences = inject(Preferences);
  readonly #map = signal<(MapUnderTracks & { canvas: TrackCanvas; tip: HTMLElement }) | undefined>(
    undefined,
  );

  readonly #shown = computed<readonly ShownTrack[]>(() => {
    const [tracks, pointed] = [this.#history.tracks(), this.#history.pointed()];
    const isBySpeed = this.#history.colorBy() === 'speed';
    return tracks.map(({ name, color, track, summary }) => ({
      name,
      track,
      stops: summary.stops,
      color: isBySpeed ? undefined : color,
      // Colours tell vehicles apart, unless they tell speeds.
      label: isBySpeed && tracks.length > 1 ? name : undefined,
      marked: pointed?.name === name ? track.placeAt(pointed.time) : undefined,
    }));
  });
  /** The box around the tracks as they were first loaded; another one for another range or vehicle. */
  readonly bounds = computed<Bounds | undefined>(
    () => {
      const tracks = this.#history.tracks();
      if (!this.#history.hasPanel() || tracks.some(({ state }) => state === 'loading'))
        return undefined;
      return boundsOf(tracks.flatMap(({ track }) => track.points));
    },
    // A finer track of the same way is no reason to move the map: its box differs by metres.
    { equal: (a, b) => a === b || (a !== undefined && b !== undefined && isNearly(a, b)) },
  );

  constructor() {
    effect(() => {
      this.#shown();
      this.#preferences.theme();
      untracked(() => {
        this.redraw();
      });
    });
  }

  /** Draws on this map from now on, until the answer is called. */
  open(map: MapUnderTracks): () => void {
    const canvas = new TrackCanvas(map.container, map.camera);
    const tip = map.container.ownerDocument.createElement('div');
    tip.className = 'track-tip';
    tip.hidden = true;
    map.container.append(tip);
    this.#map.set({ ...map, canvas, tip });
    this.redraw();
    return () => {
      this.#map.set(undefined);
      canvas.close();
      tip.remove();
    };
  }

  /** The map has moved. */
  redraw(): void {
    const map = untracked(this.#map);
    if (!map || (!untracked(this.#history.isOpen) && map.canvas.isEmpty)) return;
    const isDark = untracked(this.#preferences.theme) === 'dark';
    map.canvas.draw(untracked(this.#shown), isDark ? '#0b1016' : '#ffffff');
    this.#history.metresPerPixel.set(finestMetres(map.camera()));
  }

  /** The pointer is here, or has left; whether it points at a track. */
  hover(at: MercatorPoint | undefined): boolean {
    const map = untracked(this.#map);
    if (!map || !untracked(this.#history.isOpen)) return false;
    const camera = map.camera();
    for (const { name, track } of at ? untracked(this.#history.tracks) : []) {
      const point = at && track.nearest(at, camera, reach);
      if (!point) continue;
      this.#history.pointed.set({ name, time: point.time });
      const speed = `${this.#format.speed(point.speedMph)} ${untracked(this.#preferences.unit)}`;
      const way = point.way === 'gap' ? $localize`:@@time.gap: · way unknown` : '';
      const text = `${this.#format.dateTime(point.time)} · ${speed}${way}`;
      map.tip.textContent = untracked(this.#history.names).length > 1 ? `${name} · ${text}` : text;
      map.tip.style.transform = `translate(${at.x + 14}px, ${at.y + 14}px)`;
      map.tip.hidden = false;
      return true;
    }
    if (!map.tip.hidden) this.#history.pointed.set(undefined);
    map.tip.hidden = true;
    return false;
  }

  /** Goes to the time of the track that is pointed at; whether one is. */
  click(at: MercatorPoint): boolean {
    if (!this.hover(at)) return false;
    const pointed = untracked(this.#history.pointed);
    if (pointed) this.#machine.goTo(pointed.time);
    return true;
  }
}

/** Of a pixel in the middle of the map, rounded to a power of two so that it seldom changes. */
function finestMetres({ center, worldSize }: Camera): number {
  return 2 ** Math.floor(Math.log2(metresPerPixel(toPlace(center).lat, worldSize)));
}

function isNearly(a: Bounds, b: Bounds): boolean {
  return a.every((edge, index) => Math.abs(edge - (b[index] ?? NaN)) < 0.001);
}

import { computed, inject, Injectable, signal } from '@angular/core';
import type { StyleSpecification } from 'maplibre-gl';
import { Preferences } from '../settings/preferences';
import { bundledMapStyle } from './base-map';
import type { Theme } from './base-map-colors';
import { loadOnlineStyle } from './online-map';

/** Decides which map lies under the vehicles; the bundled one whenever the other cannot be had. */
@Injectable({ providedIn: 'root' })
export class BaseMapChooser {
  readonly #preferences = inject(Preferences);
  readonly #isUnreachable = signal(false);
  #loading: AbortController | undefined;

  /** Whether the online map was wanted and could not be had. */
  readonly isUnreachable = this.#isUnreachable.asReadonly();
  readonly isOnline = computed(
    () => this.#preferences.mapStyle() === 'online' && !this.#isUnreachable(),
  );

  /** Changes between the bundled map and the online one, which is asked for once more. */
  toggle(): void {
    const isOnline = this.isOnline();
    this.#isUnreachable.set(false);
    this.#preferences.mapStyle.set(isOnline ? 'bundled' : 'online');
  }

  dismissNotice(): void {
    this.#isUnreachable.set(false);
    this.#preferences.mapStyle.set('bundled');
  }

  /** The online map failed while it was shown. */
  giveUp(): void {
    this.#isUnreachable.set(true);
  }

  /**
   * The style to show. Until the online one is there, and where it cannot be had, the bundled one;
   * `show` is called again when that changes. A later call replaces this one.
   */
  choose(isOnline: boolean, theme: Theme, show: (style: StyleSpecification) => void): void {
    this.#loading?.abort();
    if (!isOnline) {
      show(bundledMapStyle(theme));
      return;
    }
    const loading = new AbortController();
    this.#loading = loading;
    loadOnlineStyle(theme, loading.signal).then(show, () => {
      if (!loading.signal.aborted) this.giveUp();
    });
  }
}

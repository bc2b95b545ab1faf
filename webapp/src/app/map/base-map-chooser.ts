import { computed, inject, Injectable, signal } from '@angular/core';
import type { StyleSpecification } from 'maplibre-gl';
import { PageSettings } from '../settings/page-settings';
import { Preferences } from '../settings/preferences';
import { bundledMapStyle } from './base-map';
import type { Theme } from './base-map-colors';
import type { MapEngine } from './map-engine';
import { loadBundledMap, type OfflineMap } from './offline-map';
import { OwnMapError, type OwnMapTrouble } from './own-map-error';

/**
 * Decides which map lies under the vehicles: the offline one, which is the operator's own or the
 * bundled one, or the online one; the former whenever the latter cannot be had.
 */
@Injectable({ providedIn: 'root' })
export class BaseMapChooser {
  readonly #settings = inject(PageSettings);
  readonly #preferences = inject(Preferences);
  readonly #isUnreachable = signal(false);
  readonly #ownMapTrouble = signal<OwnMapTrouble | undefined>(undefined);
  #offlineStyle: OfflineMap['style'] = bundledMapStyle;
  #loading: AbortController | undefined;

  /** Whether the online map was wanted and could not be had. */
  readonly isUnreachable = this.#isUnreachable.asReadonly();
  readonly isOnline = computed(
    () => this.#preferences.mapStyle() === 'online' && !this.#isUnreachable(),
  );

  /** Why the operator's own map is not the one that is shown; `undefined` where it is, or none was set. */
  readonly ownMapTrouble = this.#ownMapTrouble.asReadonly();

  /** Loads the offline map: the operator's own, else the bundled one. */
  async loadOffline(engine: MapEngine): Promise<OfflineMap> {
    const map = (await this.#loadOwn(engine)) ?? (await loadBundledMap());
    this.#offlineStyle = map.style;
    return map;
  }

  /** Changes between the bundled map and the online one, which is asked for once more. */
  toggle(): void {
    const isOnline = this.isOnline();
    this.#isUnreachable.set(false);
    this.#preferences.mapStyle.set(isOnline ? 'bundled' : 'online');
  }

  /** Somebody has read why this is not the map that was asked for. */
  dismissNotice(): void {
    if (this.#isUnreachable()) this.#preferences.mapStyle.set('bundled');
    this.#isUnreachable.set(false);
    this.#ownMapTrouble.set(undefined);
  }

  /** The online map failed while it was shown. */
  giveUp(): void {
    this.#isUnreachable.set(true);
  }

  /**
   * The style to show. Until the online one is there, and where it cannot be had, the offline one;
   * `show` is called again when that changes. A later call replaces this one.
   */
  choose(isOnline: boolean, theme: Theme, show: (style: StyleSpecification) => void): void {
    this.#loading?.abort();
    if (!isOnline) {
      show(this.#offlineStyle(theme));
      return;
    }
    const loading = new AbortController();
    this.#loading = loading;
    this.#loadOnline(theme, loading.signal).then(show, () => {
      if (!loading.signal.aborted) this.giveUp();
    });
  }

  async #loadOnline(theme: Theme, signal: AbortSignal): Promise<StyleSpecification> {
    const { loadOnlineStyle } = await import('./online-map');
    return loadOnlineStyle(theme, signal);
  }

  async #loadOwn(engine: MapEngine): Promise<OfflineMap | undefined> {
    const { baseMap } = this.#settings;
    if (baseMap === undefined) return undefined;
    try {
      const { loadOwnMap } = await import('./own-map');
      return await loadOwnMap(baseMap, engine);
    } catch (error) {
      if (!(error instanceof OwnMapError)) throw error;
      this.#ownMapTrouble.set(error.trouble);
      return undefined;
    }
  }
}

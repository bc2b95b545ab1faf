import { computed, inject, Injectable, Injector, signal } from '@angular/core';
import type { StyleSpecification } from 'maplibre-gl';
import { PartLoader } from '../../loading/part-loader';
import { PageSettings } from '../../settings/page-settings';
import { Preferences } from '../../settings/preferences';
import { Whereabouts } from '../../places/whereabouts';
import { bundledMapStyle } from './bundled-map';
import type { Theme } from '../../settings/theme';
import type { MapEngine } from '../engine/map-engine';
import { loadBundledMap, type OfflineMap } from './offline-map';
import type { OwnMapState } from './own-map/own-map-state';
import type { Ways } from './driven-way-layers';
import type { withWorld } from './world-map';

/**
 * Decides which map lies under the vehicles: the offline one, which is the operator's own or the
 * bundled one, or the online one; the former whenever the latter cannot be had.
 */
@Injectable({ providedIn: 'root' })
export class BaseMapChooser {
  readonly #settings = inject(PageSettings);
  readonly #preferences = inject(Preferences);
  readonly #isUnreachable = signal(false);
  readonly #ownMap = signal<OwnMapState | undefined>(undefined);
  readonly #offline = signal<OfflineMap | undefined>(undefined);
  readonly #injector = inject(Injector);
  readonly #parts = inject(PartLoader);
  /** Draws the world around the offline map, once it is loaded. */
  #withWorld: typeof withWorld | undefined;
  readonly #ways = signal<Ways>([]);
  #loading: AbortController | undefined;

  /** Whether the online map was wanted and could not be had. */
  readonly isUnreachable = this.#isUnreachable.asReadonly();
  readonly isOnline = computed(
    () => this.#preferences.mapStyle() === 'online' && !this.#isUnreachable(),
  );

  /** How far the operator's own map is; `undefined` where none was set, or this was read. */
  readonly ownMap = this.#ownMap.asReadonly();
  /** The ways that the fleet has driven, as the offline map draws them. */
  readonly ways = this.#ways.asReadonly();
  /** The offline map; another one when a large one has come. */
  readonly offline = this.#offline.asReadonly();

  /** Loads the offline map, the operator's own, else the bundled one; or what is shown until then. */
  async loadOffline(engine: MapEngine): Promise<void> {
    const { baseMap } = this.#settings;
    const show = this.#offline.set.bind(this.#offline);
    const loadBundled = () => this.#parts.load(loadBundledMap);
    if (baseMap === undefined) {
      show(await loadBundled());
      return;
    }
    const { openOwnMap } = await import('./own-map/own-map');
    await openOwnMap(baseMap, engine, { state: this.#ownMap, show, loadBundled });
  }

  /** Loads the world around the offline map: {@link offlineStyle} has it from then on. */
  async loadWorld(engine: MapEngine): Promise<void> {
    const { openWorld, withWorld } = await import('./world-map');
    this.#injector.get(Whereabouts).open(openWorld(engine, this.#injector, this.offline));
    this.#withWorld = withWorld;
  }

  /** From now on the offline map has these ways. */
  keepWays(ways: Ways): void {
    this.#ways.set(ways);
  }

  /** The style of the offline map, with all that is loaded of it. */
  offlineStyle(theme: Theme): StyleSpecification {
    const offline = this.#offline();
    if (!offline) return bundledMapStyle(theme);
    const style = offline.style(theme);
    return this.#withWorld?.(style, { theme, offline, ways: this.#ways() }) ?? style;
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
    this.#ownMap.set(undefined);
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
      show(this.offlineStyle(theme));
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
}

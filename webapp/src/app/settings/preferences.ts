import {
  computed,
  DOCUMENT,
  effect,
  inject,
  Injectable,
  signal,
  type WritableSignal,
} from '@angular/core';
import type { Theme } from '../map/base-map-colors';
import { PageSettings, type MapStyle } from './page-settings';

export type SpeedUnit = 'mph' | 'km/h';

/** What this person chose; remembered by the browser where it may remember. */
@Injectable({ providedIn: 'root' })
export class Preferences {
  readonly #document = inject(DOCUMENT);
  readonly #storage = this.#openStorage();
  readonly #systemTheme = this.#watchSystemTheme();
  readonly #chosenTheme = this.#remembered<Theme | 'system'>('theme', 'system', [
    'light',
    'dark',
    'system',
  ]);

  readonly unit = this.#remembered<SpeedUnit>('unit', 'mph', ['mph', 'km/h']);
  readonly mapStyle = this.#remembered<MapStyle>('map-style', inject(PageSettings).mapStyle, [
    'bundled',
    'online',
  ]);
  /** The system's, until somebody chooses. */
  readonly theme = computed<Theme>(() => {
    const chosen = this.#chosenTheme();
    return chosen === 'system' ? this.#systemTheme() : chosen;
  });

  constructor() {
    effect(() => {
      this.#document.documentElement.dataset['theme'] = this.theme();
    });
  }

  /** Changes to the other theme; where that is the system's, the system is followed again. */
  toggleTheme(): void {
    const other = this.theme() === 'light' ? 'dark' : 'light';
    this.#chosenTheme.set(other === this.#systemTheme() ? 'system' : other);
  }

  #remembered<T extends string>(key: string, initial: T, choices: readonly T[]): WritableSignal<T> {
    const name = `fleetman.${key}`;
    const stored = this.#storage?.getItem(name);
    const value = signal<T>(choices.find((choice) => choice === stored) ?? initial);
    let isFirst = true;
    effect(() => {
      const current = value();
      // A default is not a choice: the operator may change it.
      if (!isFirst) this.#storage?.setItem(name, current);
      isFirst = false;
    });
    return value;
  }

  #openStorage(): Storage | undefined {
    try {
      return this.#document.defaultView?.localStorage;
    } catch {
      // A browser that forbids storage throws on the mere mention of it.
      return undefined;
    }
  }

  #watchSystemTheme() {
    const query = this.#document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
    const theme = signal<Theme>(query?.matches ? 'dark' : 'light');
    query?.addEventListener('change', ({ matches }) => {
      theme.set(matches ? 'dark' : 'light');
    });
    return theme.asReadonly();
  }
}

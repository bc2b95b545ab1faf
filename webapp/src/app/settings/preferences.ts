import {
  computed,
  DOCUMENT,
  effect,
  inject,
  Injectable,
  signal,
  type WritableSignal,
} from '@angular/core';
import type { Theme } from './theme';
import { rememberedLanguage, type Language } from '../../locales/language';
import { PageSettings, type MapStyle } from './page-settings';
import { countsTwelveHours, readingLocale, unitOf } from './reading-locale';
import { reloadPage } from './reload-page';
import { watchMedia } from './watch-media';

export type SpeedUnit = 'mph' | 'km/h';
/** How many hours a clock counts. */
export type Hours = '12' | '24';
export type ThemeChoice = Theme | 'system';

/** What this person chose; remembered by the browser where it may remember. */
@Injectable({ providedIn: 'root' })
export class Preferences {
  readonly #document = inject(DOCUMENT);
  readonly #storage = this.#openStorage();
  readonly #isSystemDark = watchMedia('(prefers-color-scheme: dark)');
  readonly #reload = inject(reloadPage);

  readonly #locale = inject(readingLocale);

  /** Of speeds, and of the distances that go with them. */
  readonly unit = this.#remembered<SpeedUnit>('unit', unitOf(this.#locale), ['mph', 'km/h']);
  readonly hours = this.#remembered<Hours>('hours', countsTwelveHours(this.#locale) ? '12' : '24', [
    '12',
    '24',
  ]);
  readonly chosenTheme = this.#remembered<ThemeChoice>('theme', 'system', [
    'light',
    'dark',
    'system',
  ]);
  readonly mapStyle = this.#remembered<MapStyle>('map-style', inject(PageSettings).mapStyle, [
    'bundled',
    'online',
  ]);
  /** What is shown: the system's, until somebody chooses. */
  readonly theme = computed<Theme>(() => {
    const chosen = this.chosenTheme();
    if (chosen !== 'system') return chosen;
    return this.#isSystemDark() ? 'dark' : 'light';
  });

  constructor() {
    effect(() => {
      this.#document.documentElement.dataset['theme'] = this.theme();
    });
  }

  /** The language that the page is written in. */
  get language(): Language {
    return this.#document.documentElement.lang === 'ko' ? 'ko' : 'en';
  }

  /** Remembers the language and loads the page again, since texts are translated only once. */
  chooseLanguage(language: Language): void {
    this.#storage?.setItem(rememberedLanguage, language);
    this.#reload();
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
}

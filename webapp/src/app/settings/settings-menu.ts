import {
  afterNextRender,
  Component,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { Language } from '../../locales/language';
import { ChoiceGroup, type Choice } from './choice-group';
import { Preferences, type Hours, type SpeedUnit, type ThemeChoice } from './preferences';

/** What one may choose; the button in the header opens it. */
@Component({
  selector: 'fleet-settings-menu',
  imports: [ChoiceGroup],
  templateUrl: './settings-menu.html',
  styleUrl: './settings-menu.css',
})
export class SettingsMenu {
  /** Whether somebody waits for it already. */
  readonly isOpenAtOnce = input(false);

  /** The menu lies over the page now, or no more. */
  readonly openChange = output<boolean>();

  protected readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');

  protected readonly preferences = inject(Preferences);

  protected readonly units: readonly Choice[] = [
    { value: 'mph', label: 'mi, mph' },
    { value: 'km/h', label: 'km, km/h' },
  ];
  protected readonly hours: readonly Choice[] = [
    { value: '12', label: $localize`:@@settings.12-hours:12-hour` },
    { value: '24', label: $localize`:@@settings.24-hours:24-hour` },
  ];
  protected readonly themes: readonly Choice[] = [
    { value: 'light', label: $localize`:@@settings.light:Light` },
    { value: 'dark', label: $localize`:@@settings.dark:Dark` },
    { value: 'system', label: $localize`:@@settings.system:System` },
  ];
  /** Each in its own language, so that a reader lost in the other finds it. */
  protected readonly languages: readonly Choice[] = [
    { value: 'en', label: 'English', lang: 'en' },
    { value: 'ko', label: '한국어', lang: 'ko' },
  ];

  constructor() {
    afterNextRender(() => {
      if (this.isOpenAtOnce()) this.menu().nativeElement.showPopover();
    });
  }

  // What comes from a group of choices is one of its values.
  protected setUnit(unit: string): void {
    this.preferences.unit.set(unit as SpeedUnit);
  }

  protected setHours(hours: string): void {
    this.preferences.hours.set(hours as Hours);
  }

  protected setTheme(theme: string): void {
    this.preferences.chosenTheme.set(theme as ThemeChoice);
  }

  protected setLanguage(language: string): void {
    this.preferences.chooseLanguage(language as Language);
  }
}

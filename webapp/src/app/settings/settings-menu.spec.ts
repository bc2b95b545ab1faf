import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { byRole } from '../testing/by-role';
import { PageSettings } from './page-settings';
import { Preferences } from './preferences';
import { readingLocale } from './reading-locale';
import { reloadPage } from './reload-page';
import { SettingsMenu } from './settings-menu';

async function setUpMenu() {
  let reloads = 0;
  TestBed.configureTestingModule({
    providers: [
      { provide: PageSettings, useValue: new PageSettings() },
      { provide: readingLocale, useValue: 'en-US' },
      { provide: reloadPage, useValue: () => reloads++ },
    ],
  });
  const fixture = TestBed.createComponent(SettingsMenu);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const choose = async (label: string) => {
    byRole(element, 'radio', label).click();
    await fixture.whenStable();
  };
  const chosen = () =>
    [...element.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value);
  return { choose, chosen, reloads: () => reloads, preferences: TestBed.inject(Preferences) };
}

describe('the settings', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('are what the browser says, until somebody chooses', async () => {
    const { chosen } = await setUpMenu();

    expect(chosen()).toEqual(['mph', '12', 'system', 'en']);
  });

  it('are remembered', async () => {
    const { choose, chosen, preferences } = await setUpMenu();

    await choose('km, km/h');
    await choose('24-hour');
    await choose('Dark');

    expect(chosen()).toEqual(['km/h', '24', 'dark', 'en']);
    expect(preferences.theme()).toBe('dark');
    expect(Object.fromEntries(Object.entries(localStorage))).toEqual({
      'fleetman.unit': 'km/h',
      'fleetman.hours': '24',
      'fleetman.theme': 'dark',
    });
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });

  it('load the page again for another language', async () => {
    const { choose, reloads } = await setUpMenu();

    await choose('한국어');

    expect(localStorage.getItem('fleetman.language')).toBe('ko');
    expect(reloads()).toBe(1);
  });
});

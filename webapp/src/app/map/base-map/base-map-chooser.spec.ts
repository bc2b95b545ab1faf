import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PageSettings } from '../../settings/page-settings';
import { Preferences } from '../../settings/preferences';
import { fakeNetwork, restoreNetwork } from '../../testing/fake-network';
import { BaseMapChooser } from './base-map-chooser';

function setUp() {
  TestBed.configureTestingModule({
    providers: [{ provide: PageSettings, useValue: new PageSettings() }],
  });
  return { chooser: TestBed.inject(BaseMapChooser), preferences: TestBed.inject(Preferences) };
}

/** What {@link BaseMapChooser} shows first. */
function shownBy(chooser: BaseMapChooser): Promise<string | undefined> {
  return new Promise((resolve) => {
    chooser.choose(chooser.isOnline(), 'light', ({ name }) => {
      resolve(name);
    });
  });
}

describe('BaseMapChooser', () => {
  beforeEach(() => {
    localStorage.clear();
  });
  afterEach(restoreNetwork);

  it('shows the bundled map and asks nobody', async () => {
    const asked = fakeNetwork(undefined);
    const { chooser } = setUp();

    await shownBy(chooser);

    expect(asked).toEqual([]);
    expect(chooser.isOnline()).toBe(false);
  });

  it('shows the online map after one click, and remembers it', async () => {
    fakeNetwork({ status: 200, body: { name: 'online' } });
    const { chooser, preferences } = setUp();

    chooser.toggle();

    expect(await shownBy(chooser)).toBe('online');
    expect(preferences.mapStyle()).toBe('online');
  });

  it.each([
    ['nobody answers', undefined],
    ['it answers 500', { status: 500 }],
  ])('goes back to the bundled map and says so when %s', async (_, answer) => {
    fakeNetwork(answer);
    const { chooser } = setUp();
    chooser.toggle();

    chooser.choose(true, 'light', () => undefined);
    await new Promise((resolve) => setTimeout(resolve));

    expect(chooser.isUnreachable()).toBe(true);
    expect(chooser.isOnline()).toBe(false);
  });

  it('tries again when asked again', () => {
    const { chooser } = setUp();
    chooser.toggle();
    chooser.giveUp();

    chooser.toggle();

    expect(chooser.isUnreachable()).toBe(false);
    expect(chooser.isOnline()).toBe(true);
  });
});

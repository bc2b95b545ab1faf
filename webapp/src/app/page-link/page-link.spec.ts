import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FleetStore } from '../fleet/fleet-store';
import { ListSheet } from '../fleet/list/list-sheet';
import { ListView } from '../fleet/list/list-view';
import { TimeMachine } from '../history/time-machine/time-machine';
import { PastSource } from '../history/time-machine/past-source';
import { HistoryView } from '../history/view/history-view';
import { HistorySource } from '../history/past/history-source';
import { MapPosition } from '../geo/map-position';
import { FakePastSource } from '../testing/fake-past-source';
import { AddressKeeper } from './address-keeper';
import { PageLink } from './page-link';
import { PageSettings } from '../settings/page-settings';

async function setUpLink(address: string, config = {}) {
  globalThis.history.replaceState(null, '', address);
  TestBed.configureTestingModule({
    providers: [
      { provide: PageSettings, useValue: new PageSettings(config) },
      { provide: PastSource, useValue: new FakePastSource() },
      { provide: HistorySource, useValue: { load: () => Promise.resolve([]) } },
    ],
  });
  const keeper = await TestBed.inject(PageLink).keep(() =>
    Promise.resolve({ AddressKeeper, HistoryView }),
  );
  TestBed.tick();
  return {
    fleet: TestBed.inject(FleetStore),
    view: TestBed.inject(ListView),
    machine: TestBed.inject(TimeMachine),
    position: TestBed.inject(MapPosition),
    history: TestBed.inject(HistoryView),
    sheet: TestBed.inject(ListSheet),
    keeper,
  };
}

/** Lets the time machine be loaded, and go where it is told to. */
async function loaded(): Promise<void> {
  await import('../history/time-machine/time-machine');
  await jest.advanceTimersByTimeAsync(0);
}

const past = Date.UTC(2026, 0, 5, 10, 0, 5);

describe('the address of the page', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
    globalThis.history.replaceState(null, '', '/');
  });

  it('leads to what it says', async () => {
    const { fleet, view, machine, position } = await setUpLink(
      '/?vehicle=Bus&map=1,2,3&at=2026-01-05T10:00:05Z&filter=silent',
    );

    expect(fleet.selectedName()).toBe('Bus');
    expect(view.filter()).toBe('silent');
    expect(machine.at()).toBe(past);
    await loaded();
    expect(fleet.isLive()).toBe(false);
    expect(position.wanted()).toEqual({ lat: 1, lng: 2, zoom: 3 });
  });

  it('keeps where the map shall be until there is one', async () => {
    const { fleet } = await setUpLink('/?map=1,2,3');

    fleet.select('Bus');
    TestBed.tick();

    expect(location.search).toBe('?vehicle=Bus&map=1,2,3');
  });

  it('is written at once for a choice, and seldom for what moves', async () => {
    const { fleet, position } = await setUpLink('/');
    const write = jest.spyOn(globalThis.history, 'replaceState');
    const enter = jest.spyOn(globalThis.history, 'pushState');

    fleet.select('Bus');
    TestBed.tick();
    expect(location.search).toBe('?vehicle=Bus');
    for (let zoom = 1; zoom <= 20; zoom++) {
      position.shown.set({ lat: 1, lng: 2, zoom });
      TestBed.tick();
    }
    jest.advanceTimersByTime(1_000);

    expect(location.search).toBe('?vehicle=Bus&map=1,2,20');
    expect(enter).toHaveBeenCalledTimes(1);
    expect(write).toHaveBeenCalledTimes(1);
    jest.restoreAllMocks();
  });

  it('says how the list is searched and sorted, whose history is open, and what is followed', async () => {
    const { view, fleet, history } = await setUpLink(
      '/?search=tru&sort=-speed&vehicle=Bus&follow=1&history=today&of=Bus&of=Car',
    );

    expect([view.search(), view.order(), view.isReversed()]).toEqual(['tru', 'speed', true]);
    expect(fleet.isFollowing()).toBe(true);
    expect(history.names()).toEqual(['Bus', 'Car']);
    expect(history.range()).toEqual({ kind: 'today' });

    history.remove('Bus');
    TestBed.tick();
    expect(location.search).toContain('history=today&of=Car');
  });

  it('has an entry for each thing that was opened, which the browser goes back over', async () => {
    const { fleet, view, history, sheet } = await setUpLink('/');
    const entries = globalThis.history.length;
    const back = async () => {
      globalThis.history.back();
      await jest.advanceTimersByTimeAsync(50);
      TestBed.tick();
    };

    sheet.height.set('half');
    TestBed.tick();
    view.search.set('bus');
    TestBed.tick();
    fleet.select('Bus');
    TestBed.tick();
    history.open('Bus');
    TestBed.tick();
    expect(globalThis.history.length).toBe(entries + 3);
    expect(sheet.height()).toBe('closed');

    await back();
    expect(history.isOpen()).toBe(false);
    expect(fleet.selectedName()).toBe('Bus');
    await back();
    expect(fleet.selectedName()).toBeUndefined();
    expect([sheet.height(), view.search()]).toEqual(['half', 'bus']);
    await back();
    expect([sheet.height(), view.search()]).toEqual(['closed', '']);
  });

  it('names what of a link makes no sense, and shows the rest', async () => {
    const { fleet, history, keeper } = await setUpLink('/?vehicle=Bus&history=tomorrow');

    expect(keeper?.misread()).toEqual(['history=tomorrow']);
    expect(fleet.selectedName()).toBe('Bus');
    expect(history.isOpen()).toBe(false);
    keeper?.dismiss();
    expect(keeper?.misread()).toEqual([]);
  });

  it('is followed when the browser goes back', async () => {
    const { fleet, machine } = await setUpLink('/?vehicle=Bus&at=2026-01-05T10:00:05Z');

    await loaded();
    globalThis.history.replaceState(null, '', '/?vehicle=Car');
    globalThis.dispatchEvent(new PopStateEvent('popstate'));
    await loaded();

    expect(fleet.selectedName()).toBe('Car');
    expect(machine.at()).toBeUndefined();
    expect(fleet.isLive()).toBe(true);
  });

  it('holds the vehicle only in the releases of the course', async () => {
    const { view, position, fleet } = await setUpLink('/?vehicle=Bus&map=1,2,3&filter=silent', {
      release: '2',
    });

    expect(fleet.selectedName()).toBe('Bus');
    expect(view.filter()).toBe('all');
    expect(position.wanted()).toBeUndefined();
  });
});

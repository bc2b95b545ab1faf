import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aVehicle } from '../testing/fake-position-source';
import { FleetStore } from './fleet-store';
import type { Vehicle } from './vehicle';

const noon = Date.UTC(2026, 10, 22, 12);

function update(...vehicles: Vehicle[]) {
  return { sentAt: noon, vehicles };
}

describe('FleetStore', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: noon });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('knows an empty fleet from one it has not heard of', () => {
    const store = TestBed.inject(FleetStore);
    expect(store.hasSnapshot()).toBe(false);

    store.replaceAll(update());

    expect(store.hasSnapshot()).toBe(true);
    expect(store.count()).toBe(0);
  });

  it('makes the list anew at most twice a second', () => {
    const store = TestBed.inject(FleetStore);
    store.replaceAll(update(aVehicle({ time: noon })));
    const before = store.list();

    for (let tick = 1; tick <= 4; tick++) {
      store.update(update(aVehicle({ time: noon + tick * 100 })));
      jest.advanceTimersByTime(100);
    }
    expect(store.list()).toBe(before);

    jest.advanceTimersByTime(100);
    expect(store.list()[0]?.time).toBe(noon + 400);
  });

  it('tells watchers of every movement at once, and keeps an older report from them', () => {
    const store = TestBed.inject(FleetStore);
    const [replaceAll, move] = [jest.fn(), jest.fn()];
    store.replaceAll(update(aVehicle({ time: noon })));
    const stop = store.watch({ replaceAll, move });
    expect(replaceAll).toHaveBeenCalledWith([aVehicle({ time: noon })]);

    store.update(update(aVehicle({ time: noon - 1 }), aVehicle({ name: 'Bus', time: noon })));
    expect(move).toHaveBeenLastCalledWith([aVehicle({ name: 'Bus', time: noon })]);

    stop();
    store.update(update(aVehicle({ time: noon + 1 })));
    expect(move).toHaveBeenCalledTimes(1);
  });

  it('forgets vehicles that a new snapshot does not hold', () => {
    const store = TestBed.inject(FleetStore);
    store.replaceAll(update(aVehicle({ name: 'Bus' }), aVehicle()));

    store.replaceAll(update(aVehicle()));

    expect(store.list().map(({ name }) => name)).toEqual(['City Truck']);
  });

  it('keeps the selected vehicle up to date between two lists', () => {
    const store = TestBed.inject(FleetStore);
    store.replaceAll(update(aVehicle({ time: noon })));
    store.select('City Truck');

    store.update(update(aVehicle({ time: noon + 1, speedMph: 50 })));

    expect(store.selected()?.speedMph).toBe(50);
  });

  it('finds a selected vehicle that reports only later', () => {
    const store = TestBed.inject(FleetStore);
    store.select('City Truck');
    expect(store.selected()).toBeUndefined();

    store.replaceAll(update(aVehicle({ time: noon })));

    expect(store.selected()?.name).toBe('City Truck');
  });

  it('ends the selection, and following with it, when it is toggled again', () => {
    const store = TestBed.inject(FleetStore);
    store.toggleSelection('City Truck');
    store.toggleFollowing();

    store.toggleSelection('City Truck');

    expect(store.selectedName()).toBeUndefined();
    expect(store.isFollowing()).toBe(false);
  });

  it('counts a loss from its beginning, however often connecting fails', () => {
    const store = TestBed.inject(FleetStore);
    store.changeConnection({ state: 'lost', since: noon });

    store.changeConnection({ state: 'lost', since: noon + 5_000 });

    expect(store.connection()).toEqual({ state: 'lost', since: noon });
  });
});

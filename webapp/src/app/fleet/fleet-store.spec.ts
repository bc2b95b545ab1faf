import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aVehicle } from '../testing/fake-position-source';
import { FleetStore, type FleetWatcher } from './fleet-store';
import { FleetTable } from './fleet-table';
import { LateFixes } from './late-fixes';
import type { Vehicle } from '../vehicle/vehicle';

const noon = Date.UTC(2026, 10, 22, 12);

function update(...vehicles: Vehicle[]) {
  return { sentAt: noon, reports: FleetTable.of(vehicles) };
}

/** Keeps what a watcher is told. */
function watch(store: FleetStore) {
  const told: string[] = [];
  const names = (table: FleetTable, rows: Iterable<number>) =>
    Array.from(rows, (row) => table.nameAt(row)).join(', ');
  const watcher: FleetWatcher = {
    replaceAll: (table) => told.push(`all: ${names(table, table.rows())}`),
    move: (table, rows) => told.push(`moved: ${names(table, rows)}`),
  };
  return { told, stop: store.watch(watcher) };
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

  it('takes every watched past for another one after a lost connection', () => {
    const store = TestBed.inject(FleetStore);
    const changes: number[] = [];
    TestBed.inject(LateFixes).watch('City Truck', ({ from }) => changes.push(from));
    store.changeConnection({ state: 'live' });
    store.changePast({ name: 'City Truck', from: noon, until: noon });
    store.changeConnection({ state: 'lost', since: noon });
    store.changeConnection({ state: 'lost', since: noon });
    store.changeConnection({ state: 'live' });

    expect(changes).toEqual([noon, -Infinity]);
  });

  it('tells of changes at most twice a second', () => {
    const store = TestBed.inject(FleetStore);
    store.replaceAll(update(aVehicle({ time: noon })));
    const before = store.changes();

    for (let tick = 1; tick <= 4; tick++) {
      store.update(update(aVehicle({ time: noon + tick * 100 })));
      jest.advanceTimersByTime(100);
    }
    expect(store.changes()).toBe(before);

    jest.advanceTimersByTime(100);
    expect(store.changes()).toBe(before + 1);
    expect(store.table().find('City Truck')?.time).toBe(noon + 400);
  });

  it('tells watchers of every movement at once, and keeps an older report from them', () => {
    const store = TestBed.inject(FleetStore);
    store.replaceAll(update(aVehicle({ time: noon })));
    const { told, stop } = watch(store);
    expect(told).toEqual(['all: City Truck']);

    store.update(update(aVehicle({ time: noon - 1 }), aVehicle({ name: 'Bus', time: noon })));
    expect(told.at(-1)).toBe('moved: Bus');

    stop();
    store.update(update(aVehicle({ time: noon + 1 })));
    expect(told).toHaveLength(2);
  });

  it('has a fleet that was away for a moment go on from where it is shown', () => {
    const store = TestBed.inject(FleetStore);
    store.replaceAll(update(aVehicle()));
    const { told } = watch(store);

    store.replaceAll(update(aVehicle(), aVehicle({ name: 'Bus' })));
    expect(told.at(-1)).toBe('moved: City Truck, Bus');

    store.replaceAll(update(aVehicle({ name: 'Bus' })));
    expect(told.at(-1)).toBe('all: Bus');
  });

  it('forgets vehicles that a new snapshot does not hold', () => {
    const store = TestBed.inject(FleetStore);
    store.replaceAll(update(aVehicle({ name: 'Bus' }), aVehicle()));

    store.replaceAll(update(aVehicle()));

    expect(store.count()).toBe(1);
    expect(store.table().nameAt(0)).toBe('City Truck');
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
    store.isFollowing.update((isFollowing) => !isFollowing);

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

  it('tells how many vehicles there are, and when some come or go', () => {
    const store = TestBed.inject(FleetStore);
    store.replaceAll(update(aVehicle({ time: noon })));
    const [before, changes] = [store.membership(), store.changes()];

    store.update(update(aVehicle({ time: noon + 1 })));
    jest.advanceTimersByTime(500);
    expect(store.changes()).toBe(changes + 1);
    expect(store.membership()).toBe(before);

    store.update(update(aVehicle({ name: 'Bus', time: noon })));
    jest.advanceTimersByTime(500);
    expect(store.count()).toBe(2);
    expect(store.membership()).toBe(before + 1);
  });

  it('knows how old reports are when they come', () => {
    const store = TestBed.inject(FleetStore);
    expect(store.delayMs()).toBeUndefined();

    store.update(update(aVehicle({ time: noon - 80 })));
    jest.advanceTimersByTime(500);

    expect(store.delayMs()).toBe(80);
  });

  describe('at a past time', () => {
    const past = noon - 600_000;

    function showPast() {
      const store = TestBed.inject(FleetStore);
      store.replaceAll(update(aVehicle({ time: noon })));
      store.select('City Truck');
      const { told } = watch(store);
      store.showPast(past, [aVehicle({ time: past, speedMph: 10 })]);
      return { store, told };
    }

    it('shows the fleet as it was', () => {
      const { store, told } = showPast();

      expect(store.isLive()).toBe(false);
      expect(store.shownTime()).toBe(past);
      expect(store.selected()?.speedMph).toBe(10);
      expect(store.table().vehicleAt(0)?.time).toBe(past);
      expect(told.at(-1)).toBe('all: City Truck');
    });

    it('lets vehicles glide from one past time to the next', () => {
      const { store, told } = showPast();

      store.showPast(past + 5_000, [aVehicle({ time: past + 5_000 })], 100);

      expect(told.at(-1)).toBe('moved: City Truck');
      expect(store.shownTime()).toBe(past + 5_000);
    });

    it('takes live reports on unseen, and shows them when it is live again', () => {
      const { store, told } = showPast();
      const before = told.length;

      store.update(update(aVehicle({ time: noon + 1, speedMph: 33 })));
      expect(told).toHaveLength(before);
      expect(store.selected()?.speedMph).toBe(10);

      store.showLive();
      expect(store.isLive()).toBe(true);
      expect(store.selected()?.speedMph).toBe(33);
      expect(told.at(-1)).toBe('all: City Truck');
    });
  });
});

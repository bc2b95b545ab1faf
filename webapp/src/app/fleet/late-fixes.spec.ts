import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { LateFixes, type PastRange } from './late-fixes';

describe('LateFixes', () => {
  let late: LateFixes;
  beforeEach(() => {
    late = TestBed.inject(LateFixes);
  });

  /** Watches a vehicle, and keeps what it is told. */
  function watch(name: string) {
    const told: PastRange[] = [];
    return { told, stop: late.watch(name, (range) => told.push(range)) };
  }

  it('reports a change to each watcher of that vehicle', () => {
    const [truck, other, bus] = [watch('City Truck'), watch('City Truck'), watch('Bus')];

    late.change({ name: 'City Truck', from: 1_000, until: 2_000 });

    expect(truck.told).toEqual([{ from: 1_000, until: 2_000 }]);
    expect(other.told).toEqual(truck.told);
    expect(bus.told).toEqual([]);
  });

  it('says which vehicles are watched, each once, as long as anybody watches', () => {
    const [truck, other] = [watch('City Truck'), watch('City Truck')];
    const bus = watch('Bus');
    expect(late.watched()).toEqual(['City Truck', 'Bus']);

    truck.stop();
    truck.stop();
    expect(late.watched()).toEqual(['City Truck', 'Bus']);
    other.stop();
    bus.stop();

    expect(late.watched()).toEqual([]);
  });

  it('keeps its list while the same vehicles are watched', () => {
    watch('City Truck');
    const before = late.watched();

    watch('City Truck').stop();

    expect(late.watched()).toBe(before);
  });

  it('has the whole past of each watched vehicle change when nobody knows what did', () => {
    const [truck, bus, tram] = [watch('City Truck'), watch('Bus'), watch('Tram')];
    tram.stop();

    late.changeAll();

    const all = [{ from: -Infinity, until: Infinity }];
    expect([truck.told, bus.told, tram.told]).toEqual([all, all, []]);
  });

  it('lets a watcher stop while it is told', () => {
    const told: string[] = [];
    const stop = late.watch('Bus', () => {
      told.push('first');
      stop();
    });
    late.watch('Bus', () => told.push('second'));

    late.change({ name: 'Bus', from: 0, until: 1 });
    late.change({ name: 'Bus', from: 0, until: 1 });

    expect(told).toEqual(['first', 'second', 'second']);
  });
});

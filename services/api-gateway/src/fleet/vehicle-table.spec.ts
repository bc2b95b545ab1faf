import { aPosition } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { VehicleTable } from './vehicle-table.ts';

function aTable(maxVehicles: number, ...names: string[]): VehicleTable {
  const table = new VehicleTable(maxVehicles);
  names.forEach((name, at) => {
    table.put(aPosition({ name, lat: at }), at + 1);
  });
  return table;
}

describe('VehicleTable', () => {
  it('numbers vehicles in the order in which they come', () => {
    const table = aTable(10, 'b', 'a');

    expect(table.namesFrom(0)).toEqual(['b', 'a']);
    expect(table.namesFrom(1)).toEqual(['a']);
    expect(table.rowOf('a')).toBe(1);
    expect(table.rowOf('c')).toBeUndefined();
  });

  it('codes a position', () => {
    const table = aTable(10);
    table.put(aPosition({ speed: 24.5, heading: null }), 1);

    const { lats, lngs, times, speeds, headings } = table.columns;
    expect([lats[0], lngs[0]]).toEqual([-299_045_300, -712_489_400]);
    expect(times[0]).toBe(Date.UTC(2026, 10, 22, 10));
    expect([speeds[0], headings[0]]).toEqual([2_450, 0xffff]);
  });

  it('knows what changed after a version', () => {
    const table = aTable(10, 'a', 'b', 'c');
    table.put(aPosition({ name: 'a' }), 4);

    expect(table.changedSince(0)).toEqual([0, 1, 2]);
    expect(table.changedSince(2)).toEqual([0, 2]);
    expect(table.changedSince(4)).toEqual([]);
  });

  it('counts who left, each once, and lists them no longer', () => {
    const table = aTable(10, 'a', 'b');

    for (const name of ['a', 'a', 'nobody']) table.remove(name);

    expect(table.retractions).toBe(1);
    expect(table.changedSince(0)).toEqual([1]);
  });

  it('holds far more vehicles than it begins with', () => {
    const table = aTable(5_000, ...Array.from({ length: 5_000 }, (_, i) => `vehicle ${i}`));

    expect(table.count).toBe(5_000);
    expect(table.columns.lats[1]).toBe(10_000_000);
    expect(table.columns.ids[4_999]).toBe(4_999);
  });

  it('numbers those that stay anew when there are twice as many numbers as vehicles', () => {
    const table = aTable(2, 'a', 'b');
    table.remove('a');
    table.put(aPosition({ name: 'c', lat: 33 }), 3);
    table.remove('b');
    table.put(aPosition({ name: 'd', lat: 44 }), 4);
    expect([table.epoch, table.count]).toEqual([1, 4]);
    table.remove('d');

    table.put(aPosition({ name: 'e', lat: 55 }), 5);

    expect(table.epoch).toBe(2);
    expect(table.namesFrom(0)).toEqual(['c', 'e']);
    expect([...table.columns.lats.slice(0, 2)]).toEqual([330_000_000, 550_000_000]);
    expect([0, 1].map((row) => table.versionOf(row))).toEqual([3, 5]);
    expect(table.rowOf('a')).toBeUndefined();
  });
});

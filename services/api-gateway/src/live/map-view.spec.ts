import type { LiveView } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { MapView } from './map-view.ts';
import { VehicleTable } from '../fleet/vehicle-table.ts';

/** The names of the vehicles at these places, told apart by a view: those inside, then the others. */
function split(view: LiveView, places: Readonly<Record<string, readonly [number, number]>>) {
  const table = new VehicleTable(100);
  Object.entries(places).forEach(([name, [lat, longitude]], at) => {
    table.put(aPosition({ name, lat, longitude }), at + 1);
  });
  const { inside, others } = new MapView(view).split(table.changedSince(0), table);
  const namesOf = (rows: readonly number[]) => rows.map((row) => table.namesFrom(row)[0]);
  return [namesOf(inside), namesOf(others)];
}

describe('MapView', () => {
  const view = { north: 10, south: -10, west: 20, east: 30 };

  it('holds what lies inside, its edges included', () => {
    const places = {
      middle: [0, 25],
      corner: [10, 20],
      north: [10.1, 25],
      south: [-10.1, 25],
      west: [0, 19.9],
      east: [0, 30.1],
    } as const;

    expect(split(view, places)).toEqual([
      ['middle', 'corner'],
      ['north', 'south', 'west', 'east'],
    ]);
  });

  it('reaches over the antimeridian where its west is greater than its east', () => {
    const places = { fiji: [0, 179], samoa: [0, -172], line: [0, 180], peru: [0, -80] } as const;

    expect(split({ ...view, west: 170, east: -170 }, places)).toEqual([
      ['fiji', 'samoa', 'line'],
      ['peru'],
    ]);
  });

  it('holds the vehicle that it follows, wherever it is', () => {
    const places = { star: [60, 0], other: [60, 0] } as const;

    expect(split({ ...view, follow: 'star' }, places)).toEqual([['star'], ['other']]);
    expect(split({ ...view, follow: 'nobody' }, places)).toEqual([[], ['star', 'other']]);
  });

  it('has the same key as a view that shows the same, and no other', () => {
    expect(new MapView(view).key).toBe(new MapView({ ...view, north: 10.000_000_001 }).key);
    for (const other of [{ north: 11 }, { east: 31 }, { follow: 'star' }]) {
      expect(new MapView({ ...view, ...other }).key).not.toBe(new MapView(view).key);
    }
  });
});

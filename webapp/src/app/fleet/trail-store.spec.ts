import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { aVehicle } from '../testing/fake-position-source';
import { setUpPage, type TestPage } from '../testing/set-up-page';
import { FleetStore } from './fleet-store';
import { TrailStore } from './trail-store';

const start = Date.parse('2026-11-22T10:00:00.000Z');

/** Where the vehicle was some seconds after the start. */
const at = (seconds: number) => ({
  lat: -29.9 + seconds * 1e-5,
  lng: -71.25,
  time: start + seconds * 1_000,
  speedMph: 24.5,
});

/** A page that shows the route of the one vehicle, from its history and its first report. */
async function setUpRoute(): Promise<{ page: TestPage; trail: TrailStore }> {
  const page = await setUpPage();
  page.history.routes.set('City Truck', [at(0), at(2)]);
  page.source.sendSnapshot(aVehicle(at(4)));
  TestBed.inject(FleetStore).select('City Truck');
  await page.settle();
  const trail = TestBed.inject(TrailStore);
  return { page, trail };
}

describe('TrailStore', () => {
  beforeEach(() => {
    // The address names the selected vehicle, and outlives a test.
    globalThis.history.replaceState(null, '', '/');
  });

  it('fills in what was driven while the connection was lost', async () => {
    const { page, trail } = await setUpRoute();

    page.source.lose();
    await page.settle();
    page.history.routes.set('City Truck', [at(0), at(2), at(4), at(6), at(8)]);
    page.source.sendSnapshot(aVehicle(at(10)));
    await page.settle();

    expect(trail.points().map(({ time }) => (time - start) / 1_000)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(trail.state()).toBe('ready');
  });

  it('keeps the route that it has where the history cannot be had after a loss', async () => {
    const { page, trail } = await setUpRoute();

    page.source.lose();
    await page.settle();
    page.history.isAway = true;
    page.source.sendSnapshot(aVehicle(at(6)));
    await page.settle();

    expect(trail.points().map(({ time }) => (time - start) / 1_000)).toEqual([0, 2, 4, 6]);
    expect(trail.state()).toBe('failed');
  });
});

import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { aVehicle } from '../../testing/fake-position-source';
import { setUpPage, type TestPage } from '../../testing/set-up-page';
import { FleetStore } from '../../fleet/fleet-store';
import { SelectedPast } from './selected-past';

const start = Date.parse('2026-11-22T10:00:00.000Z');

/** Where the vehicle was some seconds after the start. */
const at = (seconds: number) => ({
  lat: -29.9 + seconds * 1e-5,
  lng: -71.25,
  time: start + seconds * 1_000,
  speedMph: 24.5,
});

/** A page that shows the route of the one vehicle, from its history and its first report. */
async function setUpRoute(): Promise<{ page: TestPage; past: SelectedPast }> {
  const page = await setUpPage();
  page.history.routes.set('City Truck', [at(0), at(2)]);
  page.source.sendSnapshot(aVehicle(at(4)));
  TestBed.inject(FleetStore).select('City Truck');
  await page.settle();
  const past = TestBed.inject(SelectedPast);
  return { page, past };
}

describe('SelectedPast', () => {
  beforeEach(() => {
    // The address names the selected vehicle, and outlives a test.
    globalThis.history.replaceState(null, '', '/');
  });

  it('fills in what was driven while the connection was lost', async () => {
    const { page, past } = await setUpRoute();

    page.source.lose();
    await page.settle();
    page.history.routes.set('City Truck', [at(0), at(2), at(4), at(6), at(8)]);
    page.source.sendSnapshot(aVehicle(at(10)));
    await page.settle();

    expect(past.trail().map(({ time }) => (time - start) / 1_000)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(past.state()).toBe('ready');
  });

  it('keeps the route that it has where the history cannot be had after a loss', async () => {
    const { page, past } = await setUpRoute();

    page.source.lose();
    await page.settle();
    page.history.isAway = true;
    page.source.sendSnapshot(aVehicle(at(6)));
    await page.settle();

    expect(past.trail().map(({ time }) => (time - start) / 1_000)).toEqual([0, 2, 4, 6]);
    expect(past.state()).toBe('failed');
  });

  it('loads what the panel and the line on the map share once', async () => {
    const { page, past } = await setUpRoute();
    await page.settle();

    expect(past.trail()).toHaveLength(3);
    expect(page.history.asked).toEqual([{}]);
  });
});

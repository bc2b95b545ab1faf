import type { VehiclePosition } from '@fleetman/contract';
import { expect, type Page } from '@playwright/test';
import { fakeLive } from '../page-tools/fake-live.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { openList, screens } from '../page-tools/screens.ts';
import { Program } from '../programs/program.ts';

let program: Program;
test.beforeAll(async () => {
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '0', VEHICLES: '1' });
});
test.afterAll(() => program.stop('SIGINT'));

const depot = { lat: -29.94, lng: -71.26 };

function aFleet(): VehiclePosition[] {
  const timestamp = new Date().toISOString();
  const parked = Array.from({ length: 30 }, (_, index) => ({
    name: `Depot ${index}`,
    lat: depot.lat,
    longitude: depot.lng,
    timestamp,
    speed: 0,
    heading: null,
  }));
  const driving = ['North', 'South'].map((side, index) => ({
    name: `Van ${side}`,
    lat: depot.lat + 1 + index * 0.1,
    longitude: depot.lng,
    timestamp,
    speed: 30,
    heading: 0,
  }));
  const silent = { ...driving[0], name: 'Van Nowhere', speed: null, heading: null };
  return [
    ...parked,
    ...driving,
    { ...silent, lat: depot.lat, longitude: depot.lng + 1, timestamp },
  ];
}

/** Numbers that are to be seen on the map. */
const numbers = (page: Page) => page.locator('.vehicle-cluster:not([hidden])');

const latitudeShown = (page: Page) =>
  Number(new URL(page.url()).searchParams.get('map')?.split(',')[0]);

for (const { name, width, height } of screens) {
  test(`what the list leaves out, the map does not show, count or fit on a ${name}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await fakeLive(page, { vehicles: aFleet() });
    await page.route('**/api/history/**', (route) => route.fulfill({ json: [] }));
    const fleet = await FleetPage.open(page, `${program.url}/?map=${depot.lat},${depot.lng},11`);
    await fleet.expectWhole();
    await expect(numbers(page)).toHaveText('30');

    await openList(page);
    await page.getByRole('button', { name: /^Stopped/ }).click();
    await expect(fleet.rows.first()).toHaveAttribute('aria-setsize', '30');
    await expect(numbers(page)).toHaveText('30');
    await page.getByRole('button', { name: /^Moving/ }).click();
    await expect(numbers(page)).toHaveCount(0);
    await expect(page.getByText('2 of 33 vehicles are shown.')).toBeAttached();

    await page.getByRole('button', { name: 'Show the whole fleet' }).dispatchEvent('click');
    // A degree away from those who are left out, who would halve that. The list of a phone covers four
    // fifths of the map, so that they are shown in its uppermost part.
    const least = name === 'phone' ? 0.3 : 0.8;
    await expect.poll(() => latitudeShown(page)).toBeGreaterThan(depot.lat + least);
  });
}

test('a search finds words in any order, and is steered by keys', async ({ page }) => {
  await fakeLive(page, { vehicles: aFleet() });
  await page.route('**/api/history/**', (route) => route.fulfill({ json: [] }));
  const fleet = await FleetPage.open(page, program.url);
  await fleet.expectWhole();
  const search = page.getByRole('searchbox');

  await search.fill('th va');
  await expect(fleet.rows).toHaveCount(2);
  await search.press('Enter');
  await expect(fleet.card.getByRole('heading', { level: 2 })).toHaveText('Van North');
  await search.press('ArrowDown');
  await search.press('Enter');
  await expect(fleet.card.getByRole('heading', { level: 2 })).toHaveText('Van South');

  await search.press('Escape');
  await expect(search).toHaveValue('');
  await expect(search).toBeFocused();
  await expect(fleet.rows.first()).toHaveAttribute('aria-setsize', '33');
});

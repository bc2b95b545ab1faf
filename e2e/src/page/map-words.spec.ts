import type { VehiclePosition } from '@fleetman/contract';
import { expect, type Locator, type Page } from '@playwright/test';
import { countPixels } from '../page-tools/count-pixels.ts';
import { fakeLive } from '../page-tools/fake-live.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { HistoryPanel } from '../page-tools/history-panel.ts';
import { test } from '../page-tools/page-test.ts';
import {
  countCovered,
  placedLabels,
  watchMap,
  type PlacedBox,
} from '../page-tools/placed-labels.ts';
import { Program } from '../programs/program.ts';

let program: Program;
test.beforeAll(async () => {
  // The vehicles of this test report once, and are not to fade while it lasts.
  const environment = { BACKFILL: '0', VEHICLES: '1', STALE_AFTER: '10m', SILENT_AFTER: '20m' };
  program = await Program.start('embedded/dist/main.js', environment);
});
test.afterAll(() => program.stop('SIGINT'));

/** In the middle of La Serena, among named streets. */
const town = { lat: -29.905, lng: -71.247 };
/** The colour of vehicles that drive 50 mph or more. */
const fastColor = '#7c3aed';

/** A bus in the middle that has stopped, and fast trucks around it. */
function aFleet(): VehiclePosition[] {
  const timestamp = new Date().toISOString();
  const bus = {
    name: 'Bus',
    lat: town.lat,
    longitude: town.lng,
    timestamp,
    speed: 0,
    heading: null,
  };
  const trucks = Array.from({ length: 24 }, (_, index) => ({
    ...bus,
    name: `Truck number ${index}`,
    lat: town.lat + 0.0016 * (Math.floor(index / 6) - 1.6),
    longitude: town.lng + 0.0022 * ((index % 6) - 2.6),
    speed: 60,
    heading: 90,
  }));
  return [bus, ...trucks];
}

/** The bus came from the north-west, over streets and past their names. */
function itsHistory() {
  return Array.from({ length: 30 }, (_, index) => ({
    lat: town.lat + (29 - index) * 0.00025,
    lng: town.lng - (29 - index) * 0.0003,
    timestamp: new Date(Date.now() - (29 - index) * 10_000).toISOString(),
    speed: index === 29 ? 0 : 20,
    way: index === 0 ? 'none' : 'driven',
    metres: index === 0 ? 0 : 40,
  }));
}

async function boxesOf(words: Locator): Promise<readonly PlacedBox[]> {
  return words.evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    }),
  );
}

/** How many pixels of the map have the colour of a fast truck; the legend has it too. */
async function countFast(page: Page): Promise<number> {
  const mask = [page.locator('fleet-speed-legend')];
  return countPixels(page, await page.locator('fleet-map').screenshot({ mask }), fastColor);
}

test('words on the map keep clear of each other, say what is pointed at, and make room', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await watchMap(page);
  await fakeLive(page, { vehicles: aFleet() });
  await page.route('**/api/history/**', (route) => route.fulfill({ json: itsHistory() }));
  const since = new Date(Date.now() - 14 * 60_000 - 5_000).toISOString();
  await page.route('**/api/fleet/stops', (route) =>
    route.fulfill({ json: [{ name: 'Bus', since }] }),
  );
  const fleet = await FleetPage.open(page, `${program.url}/?map=${town.lat},${town.lng},16`);
  await fleet.expectWhole();
  const names = page.locator('.vehicle-name:not([hidden])');
  const legend = page.getByRole('list', { name: 'Colours by speed' });

  await test.step('names of vehicles lie neither on each other nor on labels of the map', async () => {
    await expect.poll(() => names.count()).toBeGreaterThan(8);
    await expect.poll(async () => (await placedLabels(page)).labels.length).toBeGreaterThan(20);
    await expect
      .poll(async () => {
        const [own, { labels }] = [await boxesOf(names), await placedLabels(page)];
        const others = own.map((_, index) => own.filter((__, other) => other !== index));
        return own.filter(
          (box, index) => countCovered([box], [...(others[index] ?? []), ...labels]) > 0,
        );
      })
      .toEqual([]);
  });

  await test.step('the list says since when a vehicle stands that stood before the page was opened', async () => {
    await expect(fleet.rows.filter({ hasText: 'Bus' })).toContainText('stopped 14 min');
  });

  await test.step('a card says name, speed, age and street of the vehicle under the pointer', async () => {
    const map = await page.locator('fleet-map').boundingBox();
    if (!map) throw new Error('The map has no place.');
    await page.mouse.move(map.x + map.width / 2 - 2, map.y + map.height / 2);
    await page.mouse.move(map.x + map.width / 2, map.y + map.height / 2);
    await expect(page.locator('.vehicle-card')).toHaveText(
      /^\s*Bus\s*0 mph · (now|\d+ (s|min) ago)\s*\S.*, La Serena\s*$/,
    );
    await page.mouse.move(map.x + map.width / 2, map.y + map.height / 2 + 60);
    await expect(page.locator('.vehicle-card')).toHaveCount(0);
  });

  await test.step('the legend folds to a button on a small map, and opens again', async () => {
    const button = page.getByRole('button', { name: 'Legend', exact: true });
    await expect(legend).toBeVisible();
    await expect(button).toHaveCount(0);
    await page.setViewportSize({ width: 844, height: 390 });
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await expect(legend).toHaveCount(0);
    await button.click();
    await expect(legend).toContainText('stopped');
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(button).toHaveCount(0);
  });

  await test.step('names of streets keep clear of the trail', async () => {
    await fleet.rows.filter({ hasText: 'Bus' }).first().click();
    await expect(fleet.card).toContainText('Distance');
    await expect.poll(async () => (await placedLabels(page)).kept.length).toBeGreaterThan(10);
    await expect
      .poll(async () => {
        const { labels, kept } = await placedLabels(page);
        return labels.length > 10 && countCovered(labels, kept) === 0;
      })
      .toBe(true);
  });

  await test.step('the name of the selected vehicle lies on no label of the map', async () => {
    const name = names.filter({ hasText: 'Bus' });
    await expect
      .poll(async () => countCovered(await boxesOf(name), (await placedLabels(page)).labels))
      .toBe(0);
    await expect(name).toBeVisible();
  });

  await test.step('other vehicles are dimmed while a history is shown', async () => {
    expect(await countFast(page)).toBeGreaterThan(100);
    const history = await HistoryPanel.open(fleet);
    await expect(history.facts).toBeVisible();
    await expect.poll(() => countFast(page)).toBe(0);
    await history.region.getByRole('button', { name: 'Close the history' }).click();
    await expect.poll(() => countFast(page)).toBeGreaterThan(100);
  });
});

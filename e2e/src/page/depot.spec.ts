import { AxeBuilder } from '@axe-core/playwright';
import type { VehiclePosition } from '@fleetman/contract';
import { expect, type Page } from '@playwright/test';
import { fakeLive } from '../page-tools/fake-live.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';
import { screens } from '../page-tools/screens.ts';

let program: Program;
test.beforeAll(async () => {
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '0', VEHICLES: '1' });
});
test.afterAll(() => program.stop('SIGINT'));

const depot = { lat: -29.94, lng: -71.26 };
/** 1 m towards the east there. */
const metre = 1 / 96_500;

/** Standing vehicles, each so many metres farther east than the one before. */
function parked(count: number, metresApart = 0): VehiclePosition[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `Depot ${index}`,
    lat: depot.lat,
    longitude: depot.lng + index * metresApart * metre,
    timestamp: new Date().toISOString(),
    speed: 0,
    heading: null,
  }));
}

/** Numbers that are to be seen on the map. */
const numbers = (page: Page) => page.locator('.vehicle-cluster:not([hidden])');

async function openDepot(page: Page, vehicles: readonly VehiclePosition[], zoom: number) {
  await fakeLive(page, { vehicles });
  // The real gateway knows none of them.
  await page.route('**/api/history/**', (route) => route.fulfill({ json: [] }));
  const fleet = await FleetPage.open(page, `${program.url}/?map=${depot.lat},${depot.lng},${zoom}`);
  // What counts and lists them comes after the map: until then a number only leads closer.
  await fleet.expectWhole();
  return fleet;
}

/** Where the only number on the map is, in pixels. */
async function placeOfNumber(page: Page): Promise<{ x: number; y: number }> {
  const box = await numbers(page).boundingBox();
  if (!box) throw new Error('The number has no place.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Clicks, or taps, the only number on the map once it rests: what comes beside the map moves it. */
async function hitNumber(page: Page): Promise<void> {
  await expect(numbers(page)).toHaveCount(1);
  await expect(async () => {
    const before = await placeOfNumber(page);
    await page.mouse.move(before.x, before.y);
    await page.evaluate(framesLater);
    expect(await placeOfNumber(page)).toEqual(before);
    await page.mouse.down();
    await page.mouse.up();
  }).toPass();
}

/** Runs in the page, for ten frames: the map notices a new size 50 ms late. */
async function framesLater(): Promise<void> {
  for (let frame = 0; frame < 10; frame += 1)
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
}

/** Runs in the page: has vehicles drawn while the map has less room, for so short that it never notices. */
function drawInLessRoom(): Promise<void> {
  const map = document.querySelector<HTMLElement>('fleet-map > .map');
  const canvas = document.querySelector('.vehicle-canvas');
  return new Promise((resolve) => {
    // What is asked for earlier comes earlier in the next frame.
    requestAnimationFrame(() => {
      if (map) map.style.height = 'calc(100% - 60px)';
    });
    canvas?.dispatchEvent(new Event('webglcontextrestored'));
    requestAnimationFrame(() => {
      if (map) map.style.height = '';
      resolve();
    });
  });
}

const chooser = (page: Page) => page.getByRole('dialog', { name: /on one spot$/ });

for (const zoom of [11, 16.9, 19]) {
  test(`thirty vehicles on one spot are a number and a list at zoom ${zoom}`, async ({ page }) => {
    const fleet = await openDepot(page, parked(30), zoom);
    await expect(numbers(page)).toHaveText('30');
    await expect(page.locator('.vehicle-name:not([hidden])')).toHaveCount(0);

    await hitNumber(page);

    const list = chooser(page).getByRole('listbox', { name: '30 vehicles on one spot' });
    await expect(list).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(chooser(page)).toBeHidden();
    await expect(fleet.card).toContainText('Depot 29');
  });
}

test('two vehicles 1 m apart are a number at the closest zoom, and a list', async ({ page }) => {
  const fleet = await openDepot(page, parked(2, 1), 19);

  await hitNumber(page);
  await chooser(page).getByRole('option', { name: 'Depot 1' }).click();

  await expect(fleet.card).toContainText('Depot 1');
});

test('vehicles that can be told apart from nearer are gone closer to', async ({ page }) => {
  await openDepot(page, parked(2, 20), 13);

  await hitNumber(page);

  await expect(chooser(page)).toHaveCount(0);
  await expect(page).toHaveURL(/map=[-\d.]+,[-\d.]+,15/);
});

test('a number lies where the map shows it, whatever room there was for a moment', async ({
  page,
}) => {
  await openDepot(page, parked(30), 19);
  await expect(numbers(page)).toHaveText('30');
  await page.evaluate(framesLater);
  const before = await placeOfNumber(page);

  await page.evaluate(drawInLessRoom);

  expect(await placeOfNumber(page)).toEqual(before);
});

for (const { name, width, height } of screens) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`two thousand vehicles can be chosen from on a ${name}, ${colorScheme}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await openDepot(page, parked(2_000), 18);

      await hitNumber(page);

      await expect(chooser(page).getByRole('option').first()).toContainText('Depot 0');
      const found = await new AxeBuilder({ page }).include('fleet-vehicle-chooser').analyze();
      expect(found.violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
      await expect(chooser(page).getByRole('button')).toBeInViewport({ ratio: 1 });
      await page.keyboard.press('Escape');
      await expect(chooser(page)).toHaveCount(0);
    });
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { FleetPage } from '../fleet-page.ts';
import { Program } from '../program.ts';

const script = 'embedded/dist/main.js';
const phone = { width: 390, height: 844 };

test.describe('the page of npm start', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start(script, { BACKFILL: '10m' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  test('shows the fleet driving, and asks no other machine', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);

    await fleet.expectFleet(38);
    await fleet.expectMovement();
    expect(fleet.strangers).toEqual([]);
  });

  test('shows the selected vehicle, its route, and keeps it in the address', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);
    const row = fleet.rows.filter({ hasText: 'City Truck' }).first();

    await row.click();

    await expect(fleet.card).toContainText('City Truck');
    await expect(fleet.card).toContainText(/since \d/);
    await expect(page).toHaveURL(/\?vehicle=City\+Truck$/);
    await page.reload();
    await expect(fleet.card).toContainText('City Truck');
    await row.click();
    await expect(fleet.card).toBeHidden();
    await expect(page).not.toHaveURL(/vehicle/);
  });

  test('follows the selected vehicle until somebody moves the map', async ({ page }) => {
    const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=Ruta+5+Long+Haul`);

    await fleet.card.getByRole('button', { name: 'Follow' }).click();
    await expect(fleet.card.getByRole('button', { name: 'Following' })).toBeVisible();
    await page.mouse.move(700, 500);
    await page.mouse.down();
    await page.mouse.move(800, 600, { steps: 5 });
    await page.mouse.up();

    await expect(fleet.card.getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
  });

  test('finds and sorts vehicles, in the unit one likes', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);

    await page.getByRole('searchbox').fill('factory run');
    await expect(fleet.rows).toHaveCount(8);
    await page.getByRole('searchbox').fill('no such vehicle');
    await expect(page.getByText('No vehicle is called “no such vehicle”.')).toBeVisible();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'Speed', exact: true }).click();
    await page.getByRole('button', { name: /kilometres an hour/ }).click();

    const areSorted = async () => {
      const texts = await fleet.rows.locator('.speed strong').allTextContents();
      const speeds = texts.slice(0, 10).map(Number);
      return (
        speeds.length === 10 &&
        speeds.every((speed, at) => at === 0 || speed <= Number(speeds[at - 1]))
      );
    };
    await expect.poll(areSorted).toBe(true);
    await expect(fleet.rows.first()).toContainText('km/h');
  });

  test('works by keyboard alone', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectFleet(38);

    await page.getByRole('listbox', { name: 'Vehicles' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');

    await expect(fleet.card).toBeVisible();
    await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
  });

  test('fits a phone: the list is a sheet over the map', async ({ page }) => {
    await page.setViewportSize(phone);
    const fleet = await FleetPage.open(page, embedded.url);
    const open = page.getByRole('button', { name: /^Vehicles/ });

    await open.click();
    await fleet.rows.filter({ hasText: 'City Truck' }).first().click();

    await expect(fleet.card).toContainText('City Truck');
    await expect(open).toHaveAttribute('aria-expanded', 'false');
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(scrollWidth).toBe(phone.width);
  });
});

test('the page says that it lost its server, and heals when it is back', async ({ page }) => {
  const first = await Program.start(script, { BACKFILL: '0' });
  const fleet = await FleetPage.open(page, first.url);
  await fleet.expectFleet(38);

  await first.stop('SIGKILL');
  await expect(fleet.status).toContainText('Connection lost');
  const second = await Program.start(script, { BACKFILL: '0' }, first.port);

  await expect(fleet.status).toContainText('Live', { timeout: 20_000 });
  await fleet.expectMovement();
  await second.stop('SIGINT');
});

/** A round in Sheffield, where the bundled map has no streets. */
const elsewhere = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
  <trkpt lat="53.380" lon="-1.470"/><trkpt lat="53.390" lon="-1.470"/>
  <trkpt lat="53.390" lon="-1.450"/><trkpt lat="53.380" lon="-1.450"/><trkpt lat="53.380" lon="-1.470"/>
</trkseg></trk></gpx>`;

test('the page offers the online map elsewhere, and does without where it is not there', async ({
  page,
}) => {
  const tracks = await mkdtemp(join(tmpdir(), 'fleetman-tracks-'));
  await writeFile(join(tracks, 'peak_round.gpx'), elsewhere);
  const embedded = await Program.start(script, { BACKFILL: '0', TRACKS: tracks });
  await page.route('https://tiles.openfreemap.org/**', (route) => route.abort());
  const fleet = await FleetPage.open(page, embedded.url);

  await expect(page.getByText('The offline map has no streets here.')).toBeVisible();
  expect(fleet.strangers).toEqual([]);
  await page.getByRole('button', { name: 'Use the online map' }).click();

  await expect(page.getByText('The online map cannot be reached')).toBeVisible();
  await expect(fleet.status).toContainText('Live');
  await embedded.stop('SIGINT');
  await rm(tracks, { recursive: true });
});

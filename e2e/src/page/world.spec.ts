import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, type Response } from '@playwright/test';
import { countPixels } from '../page-tools/count-pixels.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

/** What the world around the streets may take, gzipped: its seas, borders and towns. */
const budgetBytes = 900_000;
const sea = '#c3dcec';
const land = '#f4f2ec';

let program: Program;
test.beforeAll(async () => {
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '0' });
});
test.afterAll(() => program.stop('SIGINT'));

/** A round in Sheffield, where no streets are bundled. */
const round = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
  <trkpt lat="53.3950" lon="-1.4750"/><trkpt lat="53.3978" lon="-1.4750"/>
  <trkpt lat="53.3978" lon="-1.4694"/><trkpt lat="53.3950" lon="-1.4694"/>
  <trkpt lat="53.3950" lon="-1.4750"/>
</trkseg></trk></gpx>`;

/** Opens the map at a latitude, longitude and zoom, and waits for the world. */
async function openAt(page: Page, place: string): Promise<FleetPage> {
  const fleet = await FleetPage.open(page, `${program.url}/?map=${place}`);
  await expect(page.getByText('GeoNames')).toBeVisible({ timeout: 30_000 });
  return fleet;
}

async function share(fleet: FleetPage, color: string): Promise<number> {
  const { width = 1, height = 1 } = (await fleet.page.locator('fleet-map').boundingBox()) ?? {};
  return (await countPixels(fleet.page, await fleet.picture(), color)) / (width * height);
}

test('the whole world is there, from this machine, within its budget, after the vehicles', async ({
  page,
}) => {
  const files: Response[] = [];
  page.on('response', (response) => {
    if (/base-map\/(world|places)\.json$/.test(response.url())) files.push(response);
  });

  const fleet = await openAt(page, '20,-20,1.6');

  await expect.poll(() => share(fleet, sea), { timeout: 30_000 }).toBeGreaterThan(0.3);
  expect(await share(fleet, land)).toBeGreaterThan(0.15);
  const bodies = await Promise.all(files.map((file) => file.body()));
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
  expect(files).toHaveLength(2);
  expect(bytes).toBeLessThan(budgetBytes);
  console.log(`The world: ${(bytes / 1_000).toFixed(0)} kB gzip`);
  expect(fleet.strangers).toEqual([]);
});

test('list and panel say street and town of a vehicle, and nobody else is asked', async ({
  page,
}) => {
  const fleet = await FleetPage.open(page, program.url);

  // Two thirds of the streets have names; every vehicle is in or by a town.
  const places = fleet.rows.locator('.where');
  await expect(places.first()).toHaveText(/(La Serena|Coquimbo)$/, { timeout: 30_000 });
  await expect(places.filter({ hasText: /^.+, .*(La Serena|Coquimbo)$/ }).first()).toBeVisible();
  await fleet.rows.first().click();
  await expect(fleet.card.locator('.where')).toHaveText(/(La Serena|Coquimbo)$/);
  expect(fleet.strangers).toEqual([]);
});

test('no seam shows at the antimeridian', async ({ page }) => {
  // All of it is sea.
  const fleet = await openAt(page, '-30,179.9,7');

  await expect.poll(() => share(fleet, sea), { timeout: 30_000 }).toBeGreaterThan(0.85);
  expect(await share(fleet, land)).toBe(0);
});

test('a fleet without streets drives on the ways that it has driven before', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'fleetman-ways-'));
  await writeFile(join(folder, 'sheffield_round.gpx'), round);
  const elsewhere = await Program.start('embedded/dist/main.js', { TRACKS: folder });
  try {
    await page.emulateMedia({ colorScheme: 'dark' });
    const fleet = await FleetPage.open(page, `${elsewhere.url}/?map=53.3964,-1.4722,15.5`);

    // Of a colour that nothing else has.
    const road = async () => countPixels(page, await fleet.picture(), '#3c4652');
    await expect.poll(road, { timeout: 40_000 }).toBeGreaterThan(2_000);
    expect(fleet.strangers).toEqual([]);
  } finally {
    await page.close();
    await elsewhere.stop('SIGINT');
    await rm(folder, { recursive: true });
  }
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

const script = 'embedded/dist/main.js';

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

  test('follows the selected vehicle until somebody moves the map', async ({ page }) => {
    const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=Ruta+5+Long+Haul`);

    await expect(page).toHaveTitle('Ruta 5 Long Haul · Fleet Management');
    await fleet.card.getByRole('button', { name: 'Follow' }).click();
    await expect(fleet.card.getByRole('button', { name: 'Following' })).toBeVisible();
    await page.mouse.move(700, 500);
    await page.mouse.down();
    await page.mouse.move(800, 600, { steps: 5 });
    await page.mouse.up();

    await expect(fleet.card.getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
  });
});

test('a dragged map keeps to the hand, and is sharp when it rests', async ({ page }) => {
  // Each step of the hand waits for a picture: more than a second on a busy machine without a card.
  test.slow();
  const embedded = await Program.start(script, { BACKFILL: '0' });
  try {
    await FleetPage.open(page, `${embedded.url}/?map=-29.93,-71.27,13`);
    await expect.poll(() => pixelsAcross(page)).toBe(1);
    await page.mouse.move(1_100, 450);
    await page.mouse.down();
    // Three slow pictures are enough for a machine without a graphics card to draw it coarser for a while.
    await page.mouse.move(700, 450, { steps: 10 });
    // A hand that rests first does not throw the map.
    await expect.poll(() => pixelsAcross(page)).toBe(1);
    await page.mouse.up();

    const pixelsADegree = (512 * 2 ** 13) / 360;
    const lng = -71.27 + 400 / pixelsADegree;
    await expect.poll(() => mapLng(page)).toBeCloseTo(lng, 3);
  } finally {
    await page.close();
    await embedded.stop('SIGINT');
  }
});

/** How many pixels the map draws for one of the screen. */
function pixelsAcross(page: Page): Promise<number> {
  return page
    .locator('canvas.maplibregl-canvas')
    .evaluate((map: HTMLCanvasElement) => map.width / map.clientWidth / devicePixelRatio);
}

/** Where the middle of the map is, by the page's address. */
function mapLng(page: Page): number {
  return Number(new URL(page.url()).searchParams.get('map')?.split(',')[1]);
}

test('the page says that it lost its server, and heals when it is back', async ({
  page,
  consoleErrors,
}) => {
  consoleErrors.allow(cutNetwork.socket, cutNetwork.request);
  const first = await Program.start(script, { BACKFILL: '0' });
  const fleet = await FleetPage.open(page, first.url);
  await fleet.expectFleet(38);
  await fleet.expectWhole();

  await first.stop('SIGKILL');
  await expect(fleet.status).toContainText('Connection lost');
  await expect(page).toHaveTitle(/^Connection lost · /);
  const second = await Program.start(script, { BACKFILL: '0' }, first.port);

  await expect(fleet.status).toContainText('Live', { timeout: 20_000 });
  await fleet.expectMovement();
  await page.close();
  await second.stop('SIGINT');
});

/** A round in Sheffield, where the bundled map has no streets. */
const elsewhere = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
  <trkpt lat="53.380" lon="-1.470"/><trkpt lat="53.390" lon="-1.470"/>
  <trkpt lat="53.390" lon="-1.450"/><trkpt lat="53.380" lon="-1.450"/><trkpt lat="53.380" lon="-1.470"/>
</trkseg></trk></gpx>`;

test('the page offers the online map elsewhere, and does without where it is not there', async ({
  page,
  consoleErrors,
}) => {
  consoleErrors.allow(cutNetwork.request);
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
  await page.close();
  await embedded.stop('SIGINT');
  await rm(tracks, { recursive: true });
});

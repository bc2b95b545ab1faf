import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { countPixels } from '../page-tools/count-pixels.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { serveMap } from '../own-map/serve-map.ts';
import { crossingStreets, street } from '../own-map/town.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

const motorway = '#ffd08a';
const primary = '#ffe8a8';
const land = '#f4f2ec';

let program: Program;
test.beforeAll(async () => {
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '0', RELEASE: '0' });
});
test.afterAll(() => program.stop('SIGINT'));

function collection(...features: readonly unknown[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features });
}

async function expectPixels(fleet: FleetPage, color: string, atLeast: number): Promise<void> {
  await expect
    .poll(async () => countPixels(fleet.page, await fleet.picture(), color), { timeout: 40_000 })
    .toBeGreaterThan(atLeast);
}

for (const [what, east, beyond] of [
  ['runs over 180', 180.19, 0],
  ['jumps from 180 to -180', -179.81, 0],
  ['counts from beyond -180', 180.19, -360],
] as const) {
  test(`a street that ${what} is drawn as one, and fitted`, async ({ page }) => {
    const line = street({ highway: 'primary' }, [
      [179.9 + beyond, -16.8],
      [east + beyond, -16.7],
    ]);
    await serveMap(page, { name: 'fiji.geojson', content: collection(line) });

    const fleet = await FleetPage.open(page, program.url);

    // From one side of the map to the other: a thousand columns at least.
    await expectPixels(fleet, primary, 1_000);
    await page.screenshot({ path: test.info().outputPath('fiji.png') });
  });
}

test('what is odd in a map is left out and counted, on a phone too', async ({ page }) => {
  const content = collection(...crossingStreets(), { type: 'Feature' }, null);
  await serveMap(page, { name: 'odd.geojson', content });
  await page.setViewportSize({ width: 390, height: 800 });

  const fleet = await FleetPage.open(page, program.url);

  const notice = page.locator('.map-notice');
  await expect(notice).toContainText('2 of 4 features of the map of BASE_MAP could not be drawn');
  await expect(notice).toContainText('The first is number 3: it has no geometry.');
  await expectPixels(fleet, motorway, 300);
  await page.screenshot({ path: test.info().outputPath('odd.png') });
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toHaveCount(0);
});

test('a map that comes slowly says how much of it has come', async ({ page }) => {
  const content = collection(...crossingStreets());
  let finish: (() => unknown) | undefined;
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Content-Length': content.length,
      'Access-Control-Expose-Headers': 'Content-Length',
    });
    response.write(content.slice(0, 100));
    finish = () => response.end(content.slice(100));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slow.json`;
  const slow = await Program.start('embedded/dist/main.js', {
    BACKFILL: '0',
    RELEASE: '0',
    BASE_MAP: address,
  });
  try {
    const fleet = await FleetPage.open(page, slow.url);

    const notice = page.locator('.map-notice');
    await expect(notice).toContainText('Loading the map of BASE_MAP');
    finish?.();
    await expectPixels(fleet, motorway, 1_000);
    await expect(notice).toHaveCount(0);
  } finally {
    await page.close();
    await slow.stop('SIGINT');
    server.closeAllConnections();
    server.close();
  }
});

test('the bundled map is whole across the antimeridian, by day and by night', async ({ page }) => {
  const whole = await Program.start('embedded/dist/main.js', { BACKFILL: '0' });
  try {
    const fleet = await FleetPage.open(page, `${whole.url}/?map=66,180,3.5`);

    // Chukotka at one side, Alaska at the other.
    await expectPixels(fleet, land, 100_000);
    await page.screenshot({ path: test.info().outputPath('day.png') });
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectPixels(fleet, '#1b2129', 100_000);
    await page.screenshot({ path: test.info().outputPath('night.png') });
  } finally {
    await page.close();
    await whole.stop('SIGINT');
  }
});

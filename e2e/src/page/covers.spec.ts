import type { VehiclePosition } from '@fleetman/contract';
import { expect, type Page } from '@playwright/test';
import { fakeLive } from '../page-tools/fake-live.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

let program: Program;
test.beforeAll(async () => {
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '0', VEHICLES: '1' });
});
test.afterAll(() => program.stop('SIGINT'));

const sizes = [
  { width: 1440, height: 900 },
  { width: 844, height: 390 },
  { width: 640, height: 400 },
  { width: 390, height: 844 },
];
const van = { lat: -29.94, lng: -71.26 };

/** The van stands where the last point of its history is. */
function aVan(): VehiclePosition {
  return {
    name: 'Van',
    lat: van.lat,
    longitude: van.lng,
    timestamp: new Date().toISOString(),
    speed: 0,
    heading: null,
  };
}

function itsHistory() {
  return Array.from({ length: 30 }, (_, index) => ({
    lat: van.lat + (29 - index) * 0.0005,
    lng: van.lng + (29 - index) * 0.0008,
    timestamp: new Date(Date.now() - (29 - index) * 10_000).toISOString(),
    speed: index === 29 ? 0 : 25,
    heading: 230,
    way: index === 0 ? 'none' : 'driven',
    metres: index === 0 ? 0 : 95,
  }));
}

/** Whether the map itself is what is seen where the van is, by the map's middle in the address. */
function isVanSeen(page: Page): Promise<boolean> {
  return page.evaluate(({ lat, lng }) => {
    const shown = new URL(location.href).searchParams.get('map')?.split(',').map(Number) ?? [];
    const [middleLat = NaN, middleLng = NaN, zoom = NaN] = shown;
    const map = document.querySelector('fleet-map')?.getBoundingClientRect();
    // The address comes after the map by half a second.
    if (!map || Number.isNaN(zoom)) return false;
    const y = (degrees: number) =>
      Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
    const world = 512 * 2 ** zoom;
    const right = ((lng - middleLng) / 360) * world;
    const down = (y(middleLat) - y(lat)) * world;
    const at = { x: map.x + map.width / 2 + right, y: map.y + map.height / 2 + down };
    const seen = document.elementFromPoint(at.x, at.y);
    return seen?.closest('.maplibregl-canvas-container') != null;
  }, van);
}

/** Whether one sees who made the map from its first letter to its last: it must be said. */
function isAttributionSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const attribution = document.querySelector('.maplibregl-ctrl-attrib');
    const box = attribution?.getBoundingClientRect();
    if (!box) return false;
    return [box.left + 9, box.left + box.width / 2, box.right - 9].every((x) =>
      attribution?.contains(document.elementFromPoint(x, box.top + 9)),
    );
  });
}

test('a selected vehicle and its history are shown beside all that lies on the map', async ({
  page,
}) => {
  await fakeLive(page, { vehicles: [aVan()] });
  await page.route('**/api/history/**', (route) => route.fulfill({ json: itsHistory() }));
  const fleet = await FleetPage.open(page, `${program.url}/?vehicle=Van`);
  await fleet.expectWhole();

  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect.poll(() => isVanSeen(page), { message: JSON.stringify(size) }).toBe(true);
    await expect.poll(() => isAttributionSeen(page), { message: JSON.stringify(size) }).toBe(true);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await fleet.card.getByRole('button', { name: 'Follow' }).click();
  await fleet.card.getByRole('button', { name: 'History', exact: true }).click();
  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toBeVisible();
  // The camera fits the track, whether or not it followed the vehicle.
  await expect(fleet.card.getByRole('button', { name: 'Follow' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect.poll(() => isVanSeen(page), { message: JSON.stringify(size) }).toBe(true);
  }
});

test('a fleet on both sides of the antimeridian is shown as one', async ({ page }) => {
  const ferries = [179.9, -179.9].map((longitude, index) => ({
    ...aVan(),
    name: `Ferry ${index}`,
    lat: -17,
    longitude,
  }));
  await fakeLive(page, { vehicles: ferries });
  const fleet = await FleetPage.open(page, program.url);
  await fleet.expectWhole();

  const middle = () => (new URL(page.url()).searchParams.get('map') ?? '').split(',').map(Number);
  await expect.poll(() => Math.abs(middle()[1] ?? 0)).toBeGreaterThan(179);
  // All longitudes in between, the other way round, are zoom 1.
  expect(middle()[2]).toBeGreaterThan(8);
});

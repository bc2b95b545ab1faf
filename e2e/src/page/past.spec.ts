import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

const script = 'embedded/dist/main.js';
const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

/** A fix as the gateway's history tells it. */
interface Fix {
  readonly timestamp: string;
  readonly lat: number;
  readonly lng: number;
  readonly speed: number | null;
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Time that is shown' });
const now = (page: Page) => page.getByRole('button', { name: 'Now', exact: true });
const mark = (page: Page) => page.getByText('The past: not live');

/** Waits until one can go back two hours. */
async function expectTwoHours(page: Page): Promise<void> {
  await expect
    .poll(async () => Number(await slider(page).getAttribute('aria-valuemin')), { timeout: 60_000 })
    .toBeLessThan(-7_000);
}

/** Drags the thumb from now to a share of the bar. */
async function dragTo(page: Page, share: number): Promise<void> {
  const track = await page.locator('fleet-time-bar .track').boundingBox();
  if (!track) throw new Error('The page has no time bar.');
  const y = track.y + 20;
  await page.mouse.move(track.x + track.width - 1, y);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width * share, y, { steps: 8 });
  await page.mouse.up();
}

/** The time that the page shows, from its address. */
async function shownTime(page: Page): Promise<number> {
  let at: string | null = null;
  await expect.poll(() => (at = new URL(page.url()).searchParams.get('at'))).toBeTruthy();
  const text = String(at);
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

/** Where a vehicle was, on the straight way between the reports around that time. */
function placeAt(fixes: readonly Fix[], at: number): { lat: number; lng: number } {
  const next = fixes.findIndex(({ timestamp }) => Date.parse(timestamp) > at);
  const [before, after] = [fixes[next - 1], fixes[next]];
  if (!before || !after) throw new Error(`There are no reports around ${at}.`);
  const start = Date.parse(before.timestamp);
  const share = (at - start) / (Date.parse(after.timestamp) - start);
  return {
    lat: before.lat + (after.lat - before.lat) * share,
    lng: before.lng + (after.lng - before.lng) * share,
  };
}

/** What the page's address says of the middle of the map. */
function mapMiddle(page: Page): { lat: number; lng: number } {
  const [lat, lng] = String(new URL(page.url()).searchParams.get('map')).split(',').map(Number);
  return { lat: lat ?? NaN, lng: lng ?? NaN };
}

/** Takes away all that lies on the map: the followed vehicle is then in its very middle. */
async function uncoverMap(page: Page): Promise<void> {
  const covers = page.locator('[fleetcoversmap], .maplibregl-ctrl-attrib');
  await covers.evaluateAll((elements) => {
    for (const element of elements as HTMLElement[]) element.style.display = 'none';
  });
}

/** On a plane, which is good enough for a street. */
function metresBetween(
  one: { lat: number; lng: number },
  other: { lat: number; lng: number },
): number {
  const east = (one.lng - other.lng) * Math.cos((one.lat * Math.PI) / 180);
  return 111_195 * Math.hypot(one.lat - other.lat, east);
}

/** How fast a vehicle was between the reports around that time, in miles an hour. */
function mphAt(fixes: readonly Fix[], at: number): number {
  const next = fixes.findIndex(({ timestamp }) => Date.parse(timestamp) > at);
  const [before, after] = [fixes[next - 1], fixes[next]];
  if (!before || !after) throw new Error(`There are no reports around ${at}.`);
  const seconds = (Date.parse(after.timestamp) - Date.parse(before.timestamp)) / 1_000;
  return (metresBetween(before, after) / seconds) * 2.236936;
}

test.describe('back in time', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start(script, { BACKFILL: '2h' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  async function fixesOf(name: string): Promise<readonly Fix[]> {
    const url = `${embedded.url}/api/history/${encodeURIComponent(name)}?limit=100000`;
    return (await (await fetch(url)).json()) as Fix[];
  }

  for (const size of sizes) {
    test(`drags the fleet back, plays, and returns to now, ${size.width} wide`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      await FleetPage.open(page, embedded.url);
      await expectTwoHours(page);

      await dragTo(page, 1 - 10 / 120);
      await expect(mark(page)).toBeVisible();
      const value = Number(await slider(page).getAttribute('aria-valuenow'));
      expect(value).toBeGreaterThan(-11.5 * 60);
      expect(value).toBeLessThan(-8.5 * 60);

      await page.getByRole('button', { name: 'Play' }).click();
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
      await expect
        .poll(async () => Number(await slider(page).getAttribute('aria-valuenow')))
        .toBeGreaterThan(value + 10);

      await now(page).click();
      await expect(mark(page)).toBeHidden();
      await expect(slider(page)).toHaveAttribute('aria-valuetext', /live/);
      const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrollWidth).toBe(size.width);
    });
  }

  test('shows where the fleet was: as the reports say that were sent', async ({ page }) => {
    const name = 'Ruta 5 Long Haul';
    await page.setViewportSize({ width: 1_000, height: 900 });
    const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=Ruta+5+Long+Haul`);
    await expectTwoHours(page);
    await fleet.card.getByRole('button', { name: 'Follow' }).click();
    await expect(fleet.card.getByRole('button', { name: 'Following' })).toBeVisible();

    await dragTo(page, 1 - 10 / 120);
    await expect(mark(page)).toBeVisible();
    await uncoverMap(page);
    const fixes = await fixesOf(name);
    // The address, which names time and middle of the map, comes after them by half a second.
    await expect
      .poll(async () => metresBetween(mapMiddle(page), placeAt(fixes, await shownTime(page))), {
        timeout: 30_000,
      })
      .toBeLessThan(15);
    const at = await shownTime(page);
    expect(Date.now() - at).toBeGreaterThan(8 * 60_000);
    // And the list says how fast each vehicle was, as between the two reports around that second.
    const rows = await fleet.rows.all();
    for (const row of rows.slice(0, 6)) {
      const vehicle = String(await row.locator('.name').textContent()).trim();
      const reported = mphAt(await fixesOf(vehicle), at);
      const shown = parseFloat(String(await row.locator('.speed').textContent()));
      // So slow a way may as well be the noise of a vehicle that stands.
      const isStill = shown === 0 && reported < 3.4;
      if (!isStill) expect(Math.abs(shown - reported), vehicle).toBeLessThanOrEqual(1);
    }
  });

  test('is steered by keyboard alone', async ({ page }) => {
    await FleetPage.open(page, embedded.url);
    await expectTwoHours(page);
    await slider(page).focus();
    const value = async () => Number(await slider(page).getAttribute('aria-valuenow'));

    await page.keyboard.press('PageDown');
    await expect.poll(value).toBeLessThan(-590);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(value).toBeLessThan(-650);
    await page.keyboard.press('Home');
    await expect.poll(value).toBeLessThan(-7_000);
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /\d:\d\d:\d\d.*ago/);
    await page.keyboard.press('End');
    await expect(mark(page)).toBeHidden();
  });

  test('goes to a time that is typed in', async ({ page }) => {
    await FleetPage.open(page, embedded.url);
    await expectTwoHours(page);
    const hourAgo = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;

    await page.getByRole('button', { name: /Enter a time/ }).click();
    const local = await page.evaluate((at) => {
      const zone = new Date(at).getTimezoneOffset() * 60_000;
      return new Date(at - zone).toISOString().slice(0, 19);
    }, hourAgo);
    await page.getByLabel('Show the fleet at this time').fill(local);
    await page.keyboard.press('Enter');

    await expect(mark(page)).toBeVisible();
    expect(await shownTime(page)).toBe(hourAgo);
  });

  for (const size of sizes) {
    test(`shows the history of a vehicle and saves it, ${size.width} wide`, async ({ page }) => {
      await page.setViewportSize(size);
      await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);
      await expectTwoHours(page);

      await page.getByRole('button', { name: 'History', exact: true }).click();
      const history = page.getByRole('region', { name: 'History' });
      await expect(history).toContainText('City Truck');
      await expect(history.locator('fleet-speed-graph')).toBeVisible();

      const fixes = await fixesOf('City Truck');
      const hour = fixes.filter(({ timestamp }) => Date.parse(timestamp) > Date.now() - 3_500_000);
      for (const format of ['GPX', 'CSV']) {
        const download = page.waitForEvent('download');
        await history.getByRole('button', { name: `Save as ${format}` }).click();
        const file = await download;
        expect(file.suggestedFilename()).toMatch(
          new RegExp(`^City Truck \\d{4}-\\d\\d-\\d\\d\\.${format.toLowerCase()}$`),
        );
        const text = await readFile(await file.path(), 'utf8');
        const first = hour[0];
        expect(text).toContain(first?.timestamp);
        expect(text.match(/\.\d{3}Z/g)?.length).toBeGreaterThanOrEqual(hour.length - 10);
      }
    });
  }

  test('shows several tracks together, and plays their range', async ({ page }) => {
    await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);
    await expectTwoHours(page);
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const history = page.getByRole('region', { name: 'History' });

    await history.getByLabel('Add a vehicle').fill('Airport Express');
    await expect(
      history.getByRole('button', { name: 'Airport Express', exact: true }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Play' }).click();
    await expect(mark(page)).toBeVisible();
    const value = Number(await slider(page).getAttribute('aria-valuenow'));
    expect(value).toBeLessThan(-3_400);

    await page.getByRole('button', { name: 'Pause' }).click();
    await history.getByRole('button', { name: 'Remove City Truck' }).click();
    await expect(history).not.toContainText('City Truck');
    await history.getByRole('button', { name: 'Close the history' }).click();
    await expect(history).toBeHidden();
  });
});

test('the bar says that the past is away, and shows it when it is back', async ({
  page,
  consoleErrors,
}) => {
  consoleErrors.allow(cutNetwork.badGateway);
  const embedded = await Program.start(script, { BACKFILL: '10m' });
  await FleetPage.open(page, embedded.url);
  await expect
    .poll(async () => Number(await slider(page).getAttribute('aria-valuemin')), { timeout: 60_000 })
    .toBeLessThan(-500);
  await page.route('**/api/fleet?*', (route) => route.fulfill({ status: 503 }));

  await dragTo(page, 0.97);
  await expect(page.getByText('The past cannot be loaded.')).toBeVisible();
  await page.unroute('**/api/fleet?*');
  await page.getByRole('button', { name: 'Try again' }).click();

  await expect(page.getByText('The past cannot be loaded.')).toBeHidden();
  await expect(mark(page)).toBeVisible();
  await page.close();
  await embedded.stop('SIGINT');
});

test('there is no bar where the tracker knows no past', async ({ page, consoleErrors }) => {
  consoleErrors.allow(/^Failed to load resource: .*\b404\b.*\/api\/fleet\/extent\)$/);
  const embedded = await Program.start(script, { BACKFILL: '0' });
  await page.route('**/api/fleet/extent', (route) => route.fulfill({ status: 404 }));

  const fleet = await FleetPage.open(page, embedded.url);
  await fleet.expectFleet(38);

  await expect(slider(page)).toBeHidden();
  await page.close();
  await embedded.stop('SIGINT');
});

import { expect, type Locator, type Page } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

const script = 'embedded/dist/main.js';

/** So long the only vehicle may stand when a test begins: a delivery of 70 s by one that takes its time. */
const longestStopMs = 100_000;

/** Names and numbers that are to be seen on the map. */
const names = (page: Page) => page.locator('.vehicle-name:not([hidden])');
const clusters = (page: Page) => page.locator('.vehicle-cluster:not([hidden], .stack)');

/** The places on the screen, in pixels, where the name of the only vehicle was for some seconds. */
function watchName(page: Page, seconds: number): Promise<{ x: number; y: number }[]> {
  return page.evaluate(
    (milliseconds) =>
      new Promise((resolve) => {
        const places: { x: number; y: number }[] = [];
        const until = performance.now() + milliseconds;
        const look = () => {
          const name = document.querySelector('.vehicle-name:not([hidden])');
          const box = name?.getBoundingClientRect();
          if (box) places.push({ x: box.x + box.width / 2, y: box.y });
          if (performance.now() < until) requestAnimationFrame(look);
          else resolve(places);
        };
        look();
      }),
    seconds * 1_000,
  );
}

test.describe('the live map', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start(script, { BACKFILL: '0', VEHICLES: '1' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  test('has a vehicle glide from report to report', async ({ page }) => {
    test.setTimeout(90_000 + longestStopMs);
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectFleet(1);
    await fleet.rows.first().click();
    await expect(names(page)).toHaveCount(1);

    const reports = 3;
    const isGliding = async () => {
      const places = await watchName(page, 2 * reports);
      const distinct = new Set(places.map(({ x, y }) => `${x} ${y}`)).size;
      // Far more places than reports came in that time, and none of them a jump.
      const steps = places.slice(1).map(({ x, y }, index) => {
        const before = places[index];
        return Math.hypot(x - (before?.x ?? x), y - (before?.y ?? y));
      });
      return distinct > 3 * reports && Math.max(...steps) < 40;
    };
    await expect.poll(isGliding, { timeout: longestStopMs }).toBe(true);
  });

  test('keeps a followed vehicle in the middle of the map', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectFleet(1);
    await fleet.rows.first().click();
    await page.getByRole('button', { name: 'Follow', exact: true }).click();

    const isInTheMiddle = async () => {
      const places = (await watchName(page, 3)).map(({ x }) => x);
      return places.length > 0 && Math.max(...places) - Math.min(...places) < 30;
    };
    await expect.poll(isInTheMiddle, { timeout: 30_000 }).toBe(true);
  });

  test('draws again after the graphics card has lost the picture', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectFleet(1);
    await expect.poll(() => fleet.drawnFrames()).toBeGreaterThan(0);

    // Taken while there is a context: a lost one gives no extensions.
    const context = await page.evaluateHandle(() =>
      document
        .querySelector<HTMLCanvasElement>('.vehicle-canvas')
        ?.getContext('webgl2')
        ?.getExtension('WEBGL_lose_context'),
    );
    await context.evaluate((extension) => extension?.loseContext());
    await expect.poll(() => fleet.framesInASecond()).toBe(0);
    const lost = await fleet.picture();
    await context.evaluate((extension) => extension?.restoreContext());

    await expect.poll(() => fleet.framesInASecond()).toBeGreaterThan(0);
    await expect.poll(async () => (await fleet.picture()).equals(lost)).toBe(false);
  });
});

/** The middle of the first of these labels that nothing else of the page covers; `undefined` if there is none. */
async function placeOnMap(labels: Locator): Promise<{ x: number; y: number } | undefined> {
  return labels.evaluateAll((elements) =>
    elements
      .map((element) => element.getBoundingClientRect())
      .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))
      .find(({ x, y }) => document.elementFromPoint(x, y) instanceof HTMLCanvasElement),
  );
}

/** Clicks a number until there are fewer; resolves with false if none lies free of list and legend. */
async function goCloser(page: Page, total: () => Promise<number>): Promise<boolean> {
  const before = await total();
  let place = await placeOnMap(clusters(page));
  // The map may still be on its way from the last click: then this one misses, as a person's would.
  await expect(async () => {
    place = await placeOnMap(clusters(page));
    if (!place) return;
    await page.mouse.click(place.x, place.y);
    await expect.poll(total, { timeout: 3_000 }).toBeLessThan(before);
  }).toPass({ timeout: 15_000 });
  return place !== undefined;
}

test('a large fleet is told by numbers, each of which leads closer, down to names', async ({
  page,
}) => {
  const embedded = await Program.start(script, { BACKFILL: '0', VEHICLES: '2000' });
  const fleet = await FleetPage.open(page, embedded.url);
  await fleet.expectFleet(2_000);

  await expect(clusters(page)).not.toHaveCount(0);
  await expect(names(page)).toHaveCount(0);
  const total = async () => {
    const counts = await clusters(page).allTextContents();
    return counts.reduce((sum, count) => sum + Number(count.replace(/\D/g, '')), 0);
  };
  expect(await total()).toBeGreaterThan(1_000);

  let clicks = 0;
  while (clicks < 6 && (await goCloser(page, total))) clicks++;
  expect(clicks).toBeGreaterThan(1);

  await expect(names(page)).not.toHaveCount(0);
  await page.close();
  await embedded.stop('SIGINT');
});

test('vehicles fade when reports stop, and nothing is drawn while nothing moves', async ({
  page,
  consoleErrors,
}) => {
  consoleErrors.allow(cutNetwork.socket, cutNetwork.request);
  const ages = { STALE_AFTER: '12s', SILENT_AFTER: '20s' };
  const embedded = await Program.start(script, { BACKFILL: '0', ...ages });
  const fleet = await FleetPage.open(page, embedded.url);
  await fleet.expectFleet(38);
  await fleet.expectWhole();
  await embedded.stop('SIGKILL');

  await expect.poll(() => fleet.framesInASecond()).toBe(0);
  const fresh = await fleet.picture();
  const drawn = await fleet.drawnFrames();

  // One frame for each age at which somebody fades, and not one more.
  await expect.poll(() => fleet.drawnFrames(), { timeout: 40_000 }).toBeGreaterThan(drawn + 1);
  expect((await fleet.picture()).equals(fresh)).toBe(false);
  await expect.poll(() => fleet.framesInASecond()).toBe(0);
});

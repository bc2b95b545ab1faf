import { expect, type Page } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';
import { expectToFit, screens } from '../page-tools/screens.ts';

/** Chooses something in the settings, and leaves them. */
async function choose(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: label }).check();
  await page.keyboard.press('Escape');
}

const themeOf = (page: Page) => page.locator('html').getAttribute('data-theme');

test.describe('the settings', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start('embedded/dist/main.js', { BACKFILL: '10m' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  for (const { name, width, height } of screens) {
    test(`are remembered on a ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);

      await choose(page, 'km, km/h');
      await choose(page, '24-hour');
      await choose(page, 'Dark');
      // What is shown is remembered.
      await expect.poll(() => themeOf(page)).toBe('dark');
      await page.reload();

      await expect(fleet.card).toContainText(/Speed\s*\d+ km\/h/);
      await expect(fleet.card).toContainText(/Distance\s*\d+\.\d km/);
      await expect(fleet.card.locator('.times').first()).not.toContainText('M');
      expect(await themeOf(page)).toBe('dark');
      await page.getByRole('button', { name: 'Settings' }).click();
      await expect(page.getByRole('radio', { name: 'km, km/h' })).toBeInViewport();
      await expectToFit(page);
    });
  }

  test('change the language, and keep the view', async ({ page }) => {
    const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);
    await fleet.expectFleet(38);

    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: '한국어' }).click();

    await expect(page.getByRole('heading', { name: '차량 관제' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
    await expect(page.getByRole('region', { name: '선택한 차량' })).toContainText('City Truck');
    await expect(page.getByRole('listbox', { name: '차량 목록' })).toBeVisible();
  });

  test.describe('in a Korean browser', () => {
    test.use({ locale: 'ko-KR' });

    test('begin with the language that the browser wants', async ({ page }) => {
      await page.goto(embedded.url);

      await expect(page.locator('fleet-connection-status')).toContainText('실시간');
    });
  });

  test('follow the colours of the system until somebody chooses', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await FleetPage.open(page, embedded.url);
    await expect.poll(() => themeOf(page)).toBe('dark');

    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => themeOf(page)).toBe('light');
  });

  test('do not matter to a browser without WebGL: the list takes the place of the map', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    const fleet = await FleetPage.open(page, embedded.url);

    await expect(page.getByRole('alert')).toContainText('cannot draw the map');
    await fleet.expectFleet(38);
    const list = await page.getByRole('listbox', { name: 'Vehicles' }).boundingBox();
    expect(list?.width).toBeGreaterThan(1_000);
    await fleet.rows.first().click();
    await expect(fleet.card).toContainText(/Speed\s*\d+ mph/);
  });
});

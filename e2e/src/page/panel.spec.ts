import { expect } from '@playwright/test';
import { cutNetwork } from '../page-tools/console-errors.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { DevicesFile } from '../programs/devices-file.ts';
import { Program } from '../programs/program.ts';
import { expectToFit, openList, screens } from '../page-tools/screens.ts';

/** What is left of screens in CSS pixels for somebody who enlarges the page (WCAG 2.2, 1.4.4). */
const enlarged = [
  { name: 'laptop', width: 720, height: 450 },
  { name: 'large screen', width: 960, height: 540 },
];

test.describe('the panel of a vehicle', () => {
  let embedded: Program;
  let devices: DevicesFile;
  test.beforeAll(async () => {
    devices = await DevicesFile.write('Van 1');
    embedded = await Program.start('embedded/dist/main.js', {
      BACKFILL: '1h',
      DEVICES_FILE: devices.path,
      TELTONIKA_PORT: '0',
    });
  });
  test.afterAll(async () => {
    await embedded.stop('SIGINT');
    await devices.remove();
  });

  for (const { name, width, height } of screens) {
    test(`tells all that is known on a ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const fleet = await FleetPage.open(page, embedded.url);
      await openList(page);

      await fleet.rows.filter({ hasText: 'City Truck' }).first().click();

      await expect(fleet.card.getByRole('heading', { name: 'City Truck' })).toBeInViewport();
      await expect(fleet.card).toContainText(/Speed\s*\d+ mph/);
      await expect(fleet.card).toContainText(/Distance\s*\d+\.\d mi/);
      await expect(fleet.card.getByRole('button', { name: 'Follow' })).toBeInViewport();
      await expectToFit(page);
    });
  }

  for (const { name, width, height } of enlarged) {
    test(`leaves everything within reach on a ${name} at 200 %`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);

      await expect(fleet.card.getByRole('slider', { name: 'Speed over time' })).toBeVisible();
      await expectToFit(page);
      // Clicks nothing that something else lies over, once it is scrolled to.
      for (const button of ['Follow', 'History', 'Deselect']) {
        await fleet.card.getByRole('button', { name: button, exact: true }).click({ trial: true });
      }
      const bar = page.getByRole('region', { name: 'Time' });
      await expect(bar.getByRole('slider')).toBeInViewport({ ratio: 1 });
      await bar.getByRole('combobox', { name: 'Speed of playing' }).click({ trial: true });
    });
  }

  test('draws the last hour, which keys can read', async ({ page }) => {
    const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);
    const graph = fleet.card.getByRole('slider', { name: 'Speed over time' });

    await graph.focus();
    for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowLeft');

    await expect(graph).toHaveAttribute('aria-valuetext', /\d+:\d+:\d+.* · \d+ mph$/);
    await expect(graph.locator('.reading')).toContainText(/ · \d+ mph$/);
  });

  test('says what the device says, and what it says next', async ({ page }) => {
    const place = { lat: -29.9045, lng: -71.2489, accuracy: 4.2 };
    const time = new Date(Date.now() - 20_000).toISOString();
    await devices.report(embedded.url, {
      ...place,
      time,
      battery: 87,
      fuel: 62,
      odometer: 170_000,
    });
    const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=Van+1`);
    await expect(fleet.card).toContainText(
      /Battery\s*87 %\s*Fuel\s*62 %\s*Odometer\s*106 mi\s*Accuracy\s*± 16 ft/,
    );

    await devices.report(embedded.url, {
      ...{ ...place, battery: 9, alarm: 'sos' },
      attributes: { satellites: 9, driver: 'Ana' },
    });

    await expect(fleet.card).toContainText(/Alarm\s*sos\s*Battery\s*9 %/);
    await expect(fleet.card.getByText('satellites')).toBeHidden();
    await fleet.card.getByText('More from the device').click();
    await expect(fleet.card).toContainText(/driver\s*Ana\s*satellites\s*9/);
    await expectToFit(page);
  });

  test('says that the history cannot be loaded, and loads it when asked again', async ({
    page,
    consoleErrors,
  }) => {
    consoleErrors.allow(cutNetwork.request);
    await page.route('**/api/history/**', (route) => route.abort());
    const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);
    await expect(fleet.card).toContainText('The history cannot be loaded.');

    await page.unroute('**/api/history/**');
    await fleet.card.getByRole('button', { name: 'Try again' }).click();

    await expect(fleet.card.getByRole('slider', { name: 'Speed over time' })).toBeVisible();
  });

  test('is in the address, as are the map and the filter', async ({ page }) => {
    const view = '?vehicle=City+Truck&map=-29.95,-71.3,12.5&filter=stopped';
    const fleet = await FleetPage.open(page, `${embedded.url}/${view}`);
    await fleet.expectMovement();

    await expect(fleet.card).toContainText('City Truck');
    await expect(page.getByRole('button', { name: /^Stopped/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    const shown = new URL(page.url()).searchParams;
    const place = (shown.get('map') ?? '').split(',').map(Number);
    expect(place[0]).toBeCloseTo(-29.95, 3);
    expect(place[1]).toBeCloseTo(-71.3, 3);
    expect(place[2]).toBeCloseTo(12.5, 1);

    await fleet.card.getByRole('button', { name: 'Deselect' }).click();
    await expect(page).not.toHaveURL(/vehicle/);
  });

  test('takes no harm from an address without sense', async ({ page, consoleErrors }) => {
    // The browser says of each answer that there is no such vehicle.
    consoleErrors.allow(/^Failed to load resource: .*\b40[04]\b.*\/api\/history\//);
    const fleet = await FleetPage.open(
      page,
      `${embedded.url}/?vehicle=%00&map=900,x,-1&at=yesterday&filter=flying`,
    );

    await fleet.expectFleet(38);
    await expect(fleet.card).toContainText('This vehicle is not in the fleet.');
  });
});

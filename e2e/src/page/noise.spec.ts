import { expect, type Page } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { HistoryPanel, milesIn } from '../page-tools/history-panel.ts';
import { test } from '../page-tools/page-test.ts';
import { startTwinFleets, type TwinFleets } from '../programs/twin-fleets.ts';

/** As many as the history shows at once. */
const vehicles = [
  'City Truck',
  'Airport Express',
  'Beach Patrol',
  'Dronfield Round',
  'Express Delivery1',
  'Factory Run A',
];

test.describe('a fleet whose receivers are noisy', () => {
  let twins: TwinFleets;
  test.beforeAll(async () => {
    twins = await startTwinFleets(8);
  });
  test.afterAll(() => twins.stop());

  /** What the history says of each vehicle on the stretch that is the same for both fleets. */
  async function milesOn(page: Page, url: string): Promise<Record<string, number>> {
    const fleet = await FleetPage.open(page, `${url}/?vehicle=${encodeURIComponent('City Truck')}`);
    await fleet.expectWhole();
    const history = await HistoryPanel.open(fleet);
    for (const name of vehicles.slice(1)) await history.add(name);
    await history.choose(twins.from, twins.to);
    const miles: Record<string, number> = {};
    for (const name of vehicles) miles[name] = await history.milesOf(name);
    return miles;
  }

  test('drives as far as its true drive, to 3 %', async ({ page }) => {
    // Twelve histories, in two pages.
    test.slow();
    const truth = await milesOn(page, twins.true.url);
    const noisy = await milesOn(page, twins.noisy.url);

    for (const name of vehicles) {
      expect(truth[name], name).toBeGreaterThan(10);
      expect(Math.abs((noisy[name] ?? 0) / (truth[name] ?? 1) - 1), name).toBeLessThan(0.03);
    }
  });

  test('drives as far in the panel as in its history', async ({ page }) => {
    const url = `${twins.noisy.url}/?vehicle=${encodeURIComponent('City Truck')}`;
    const fleet = await FleetPage.open(page, url);
    await fleet.expectWhole();
    await expect(fleet.card).toContainText(/Distance\s*\d+\.\d mi/);
    const history = await HistoryPanel.open(fleet);
    await history.region
      .getByRole('combobox', { name: 'Range of the history' })
      .selectOption({ label: 'Today' });
    await expect(history.facts).toBeVisible();

    const today = milesIn(await fleet.card.locator('.day').innerText());

    // The panel goes on counting.
    expect(Math.abs((await history.milesOf('City Truck')) - today)).toBeLessThan(0.5);
  });
});

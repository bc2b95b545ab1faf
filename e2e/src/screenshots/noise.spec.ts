import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { HistoryPanel } from '../page-tools/history-panel.ts';
import { startTwinFleets, type TwinFleets } from '../programs/twin-fleets.ts';

const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const vehicle = 'City Truck';

let twins: TwinFleets;
test.beforeAll(async () => {
  twins = await startTwinFleets(42);
});
test.afterAll(() => twins.stop());

test('noise-off-light.png and noise-on-light.png', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });

  const miles: number[] = [];
  for (const [name, { url }] of [
    ['noise-off', twins.true],
    ['noise-on', twins.noisy],
  ] as const) {
    const fleet = await FleetPage.open(page, `${url}/?vehicle=${encodeURIComponent(vehicle)}`);
    await fleet.expectWhole();
    const history = await HistoryPanel.open(fleet);
    await history.choose(twins.from, twins.to);
    miles.push(await history.milesOf(vehicle));
    // The map moves to the track, and its streets are drawn in pieces.
    await page.waitForLoadState('networkidle');
    await expect(page.getByText('OpenStreetMap contributors')).toBeVisible();
    await page.screenshot({ path: join(folder, `${name}-light.png`) });
  }

  const [truth = NaN, noisy = NaN] = miles;
  expect(Math.abs(noisy / truth - 1), `${truth} mi and ${noisy} mi`).toBeLessThan(0.03);
});

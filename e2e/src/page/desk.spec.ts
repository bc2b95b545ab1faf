import { expect } from '@playwright/test';
import { fakeLive } from '../page-tools/fake-live.ts';
import { fakeRegistry, type FakeRegistry } from '../page-tools/fake-registry.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { expectToFit } from '../page-tools/screens.ts';
import { Program } from '../programs/program.ts';

const at = (index: number) => ({
  name: `id-${index}`,
  lat: -29.9 - index * 0.01,
  longitude: -71.25,
  timestamp: new Date().toISOString(),
  speed: 20,
  heading: 90,
});

test.describe('the fleet of one’s own', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start('embedded/dist/main.js', { BACKFILL: '0' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  test('is called by its names, shown by group, and gets another vehicle', async ({ page }) => {
    test.slow();
    const registry: FakeRegistry = {
      vehicles: [
        { id: 'id-0', name: 'Van Nord', group: 'North', plate: 'KX 12', retired: false },
        { id: 'id-1', name: 'Bus Süd', group: 'South', retired: false },
      ],
      listening: { troubles: [] },
    };
    await fakeLive(page, { vehicles: [at(0), at(1), at(2)] });
    await fakeRegistry(page, registry);
    const fleet = await FleetPage.open(page, embedded.url);

    // The records come when the map stands, which takes its time on a busy machine.
    await expect(fleet.rows).toContainText([/Bus Süd/, /id-2/, /Van Nord/], { timeout: 60_000 });
    await page.getByLabel('Group').selectOption('North');
    await expect(fleet.rows).toHaveCount(1);
    await expect(page.getByText('1 of 3 vehicles are shown.')).toBeVisible();
    await expect(page).toHaveURL(/group=North/);
    await page.getByLabel('Group').selectOption('');
    await page.getByRole('searchbox', { name: 'Search vehicles' }).fill('kx');
    await expect(fleet.rows).toContainText([/Van Nord/]);

    await page.getByRole('button', { name: 'Fleet and people' }).click();
    await page.getByRole('button', { name: 'Vehicles', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a vehicle' }).click();
    await dialog.getByLabel('Name').fill('Van 9');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Traccar Client' }).click();
    await expect(dialog.getByRole('img', { name: 'Code for Traccar Client' })).toBeVisible();
    await expect(dialog).toContainText('/in/a-key-that-is-shown-once/traccar');
    await expect(dialog).toContainText('Waiting for the first report…');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectToFit(page);

    const now = new Date();
    const [sent, came] = [new Date(now.getTime() - 3_000), now].map((time) => time.toISOString());
    registry.listening = {
      first: { at: sent ?? '', receivedAt: came ?? '', app: 'traccar', accuracy: 12 },
      troubles: [],
    };
    await expect(dialog).toContainText('First report: 39 ft accurate, 3 s old');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  test('asks who this is where the gateway answers nobody else', async ({
    page,
    consoleErrors,
  }) => {
    consoleErrors.allow(/^Failed to load resource: .*\b401\b/, /^WebSocket connection to /);
    await fakeRegistry(page, {
      login: 'password',
      vehicles: [],
      listening: { troubles: [] },
      isClosed: true,
    });
    await page.route(/\/api\/session$/, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 401, json: { detail: 'The login or the password is wrong.' } })
        : route.fallback(),
    );
    await FleetPage.open(page, embedded.url);

    const dialog = page.getByRole('dialog', { name: 'Log in' });
    await dialog.getByLabel('Login name').fill('ana', { timeout: 60_000 });
    await dialog.getByLabel('Password').fill('nonsense');
    await page.keyboard.press('Enter');

    await expect(dialog.getByRole('alert')).toHaveText('The login or the password is wrong.');
  });
});

import { expect, type Page } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

let program: Program;
test.beforeAll(async () => {
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '10m' });
});
test.afterAll(() => program.stop('SIGINT'));

/** Opens the page as one of the course's releases shows it. */
async function openRelease(page: Page, release: string): Promise<FleetPage> {
  await page.route('**/config.json', async (route) => {
    const settings = (await (await route.fetch()).json()) as object;
    await route.fulfill({ json: { ...settings, release } });
  });
  const fleet = await FleetPage.open(page, program.url);
  await expect(page.locator('fleet-map canvas').first()).toBeVisible();
  return fleet;
}

/** What only the page without a release has. */
function newThings(page: Page) {
  return {
    'time bar': page.getByRole('region', { name: 'Time' }),
    slider: page.getByRole('slider'),
    filters: page.getByRole('group', { name: 'Show' }),
    settings: page.getByRole('button', { name: 'Settings' }),
    history: page.getByRole('button', { name: /history/i }),
  };
}

async function expectNothingNew(page: Page): Promise<void> {
  for (const [name, thing] of Object.entries(newThings(page))) {
    await expect(thing, name).toHaveCount(0);
  }
}

test('release 0 is a map over the whole page', async ({ page }) => {
  await openRelease(page, '0');

  await expect(page).toHaveTitle('Fleet Management');
  await expect(page.getByRole('heading')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Fleet' })).toHaveCount(0);
  expect(await page.locator('fleet-map').boundingBox()).toMatchObject({ x: 0, y: 0, width: 1440 });
  await expectNothingNew(page);
});

test('release 0-5 is a prototype: header and list, without a back end', async ({ page }) => {
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));

  await openRelease(page, '0-5');

  await expect(page.getByText('Prototype, release 0.5')).toBeVisible();
  const list = page.getByRole('region', { name: 'Fleet' });
  await expect(list.getByRole('columnheader')).toHaveText(['Name', 'Last seen', 'Speed mph']);
  await expect(list.getByRole('cell')).toHaveText(['The list of vehicles will be here.']);
  await expectNothingNew(page);
  expect(sockets).toEqual([]);
});

test('release 1 is live, without a history', async ({ page }) => {
  const fleet = await openRelease(page, '1');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  await fleet.expectFleet(38);
  await expect(page.getByText('Release 1')).toBeVisible();
  await fleet.rows.filter({ hasText: 'City Truck' }).first().click();
  await expect(page).toHaveURL(/vehicle=City/);
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);

  await expectNothingNew(page);
  expect(asked.filter((url) => url.includes('/api/history'))).toEqual([]);
});

test('release 2 has the trail of the selected vehicle; a second click deselects', async ({
  page,
}) => {
  const fleet = await openRelease(page, '2');
  const history = page.waitForRequest((request) => request.url().includes('/api/history/City'));

  await fleet.expectFleet(38);
  await expect(page.getByText('Release 2')).toBeVisible();
  const row = fleet.rows.filter({ hasText: 'City Truck' }).first();
  await row.click();
  await history;
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
  await expectNothingNew(page);

  await row.click();
  await expect(page.getByRole('option', { selected: true })).toHaveCount(0);
});

test('without a release the page has all of it', async ({ page }) => {
  const fleet = await FleetPage.open(page, program.url);
  await fleet.expectFleet(38);

  const { 'time bar': bar, filters, settings } = newThings(page);
  await expect(bar).toBeVisible();
  await expect(filters).toBeVisible();
  await expect(settings).toBeVisible();
});

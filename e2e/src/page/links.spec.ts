import { expect } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { HistoryPanel } from '../page-tools/history-panel.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

let program: Program;
test.beforeAll(async () => {
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '10m' });
});
test.afterAll(() => program.stop('SIGINT'));

test('a link shows the same view to another reader, and Back closes what was opened', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const fleet = await FleetPage.open(page, `${program.url}/?search=truck&sort=-speed`);
  await fleet.expectWhole();
  await expect(page.getByRole('searchbox')).toHaveValue('truck');
  await fleet.rows.filter({ hasText: 'City Truck' }).first().click();
  const history = await HistoryPanel.open(fleet);
  await history.region.getByRole('combobox', { name: 'Range' }).selectOption({ label: 'Today' });
  await history.add('Airport Express');

  await page.getByRole('button', { name: 'Copy the link to this view' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  expect(link).toContain('search=truck&sort=-speed');
  expect(link).toContain('history=today&of=City+Truck&of=Airport+Express');
  const other = await FleetPage.open(await context.newPage(), link);
  await other.expectWhole();
  const shown = other.page.getByRole('region', { name: 'History' });
  await expect(shown.getByRole('button', { name: 'Airport Express', exact: true })).toBeVisible();
  await expect(shown.getByRole('combobox', { name: 'Range' })).toHaveValue('today');
  await expect(other.card).toContainText('City Truck');
  await expect(other.page.getByRole('searchbox')).toHaveValue('truck');
  await other.page.close();

  await page.goBack();
  await expect(history.region.getByRole('button', { name: 'Airport Express' })).toHaveCount(0);
  await page.goBack();
  await page.goBack();
  await expect(history.region).toHaveCount(0);
  await expect(fleet.card).toBeVisible();
  await page.goBack();
  await expect(fleet.card).toHaveCount(0);
  await page.goForward();
  await expect(fleet.card).toContainText('City Truck');
  await expect(page).toHaveTitle(/City Truck/);
});

test('a link to nothing that there is shows the fleet and says so', async ({ page }) => {
  const fleet = await FleetPage.open(
    page,
    `${program.url}/?vehicle=Nobody&history=tomorrow&at=whenever`,
  );

  await fleet.expectFleet(38);
  await expect(fleet.card).toContainText('This vehicle is not in the fleet.');
  const notice = page.getByText('does not understand this part of the link');
  await expect(notice).toContainText('at=whenever, history=tomorrow');
  await page.getByRole('button', { name: 'OK' }).click();
  await expect(notice).toHaveCount(0);
  await expect(page).toHaveURL(/vehicle=Nobody(?!.*(history|at)=)/);
});

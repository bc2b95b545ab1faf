import { expect } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

test('the page is worked by single keys, which a sheet behind ? lists', async ({ page }) => {
  const embedded = await Program.start('embedded/dist/main.js', { BACKFILL: '30m' });
  const fleet = await FleetPage.open(page, `${embedded.url}/?vehicle=City+Truck`);
  await fleet.expectWhole();
  await expect(fleet.card).toContainText('City Truck');
  const { keyboard } = page;
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const history = page.getByRole('region', { name: 'History' });
  const zoom = () => Number(new URL(page.url()).searchParams.get('map')?.split(',')[2]);

  await test.step('the sheet comes and goes, and keys under it do nothing', async () => {
    await keyboard.press('?');
    await expect(sheet).toContainText('Follow the selected vehicle');
    await keyboard.press('f');
    await expect(fleet.card.getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
    await keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(fleet.card).toBeVisible();
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await expect(sheet).toBeVisible();
    await keyboard.press('?');
    await expect(sheet).toBeHidden();
  });

  await test.step('letters follow, open the history, and go to search and list', async () => {
    await keyboard.press('f');
    await expect(fleet.card.getByRole('button', { name: 'Following' })).toBeVisible();
    await keyboard.press('f');
    await keyboard.press('h');
    await expect(history).toBeVisible();
    await keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await keyboard.type('h?');
    await expect(page.getByRole('searchbox')).toHaveValue('h?');
    await expect(history).toBeVisible();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').blur();
    await keyboard.press('l');
    await expect(page.locator('#vehicles')).toBeFocused();
  });

  await test.step('space plays and pauses, n is now again, + comes closer', async () => {
    await page.locator('#vehicles').blur();
    await keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(page.getByText('The past: not live')).toBeVisible();
    await keyboard.press('n');
    await expect(page.getByText('The past: not live')).toBeHidden();
    await keyboard.press('h');
    await expect(history).toBeHidden();
    await expect.poll(zoom).toBeGreaterThan(0);
    const before = zoom();
    await keyboard.press('+');
    await expect.poll(zoom).toBeCloseTo(before + 1, 1);
  });

  await test.step('a button fills the screen and gives it back', async () => {
    const full = page.getByRole('button', { name: 'Full screen' });
    await full.click();
    await expect(full).toHaveAttribute('aria-pressed', 'true');
    await full.click();
    await expect(full).toHaveAttribute('aria-pressed', 'false');
  });
  await page.close();
  await embedded.stop('SIGINT');
});

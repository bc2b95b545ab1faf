import { expect } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';
import { expectToFit, openList, screens } from '../page-tools/screens.ts';

test.describe('the list of the vehicles', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start('embedded/dist/main.js', { BACKFILL: '0' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  for (const { name, width, height } of screens) {
    test(`finds, filters and sorts vehicles on a ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const fleet = await FleetPage.open(page, embedded.url);
      await openList(page);

      await page.getByRole('searchbox').fill('factory run');
      await expect(fleet.rows).toHaveCount(8);
      await page.getByRole('searchbox').fill('no such vehicle');
      await expect(page.getByText('No vehicle is called “no such vehicle”.')).toBeVisible();
      await page.getByRole('button', { name: 'Show all vehicles' }).click();
      await page.getByRole('button', { name: /^Speed/ }).click();

      await expect
        .poll(async () => {
          const speeds = await speedsOf(fleet);
          return (
            speeds.length > 10 && speeds.every((speed, at) => speed <= (speeds[at - 1] ?? 999))
          );
        })
        .toBe(true);
      await page.getByRole('button', { name: /^Moving/ }).click();
      await expect.poll(async () => (await speedsOf(fleet)).includes(0)).toBe(false);
      await expect(page).toHaveURL(/filter=moving/);
      await expectToFit(page);
    });
  }

  test('works by keyboard alone', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectFleet(38);

    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the list' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listbox', { name: 'Vehicles' })).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');

    const chosen = page.locator('#vehicles').getByRole('option', { selected: true });
    await expect(chosen).toBeInViewport();
    await expect(fleet.card.getByRole('heading', { level: 2 })).toHaveText(
      (await chosen.locator('.name').textContent()) ?? '',
    );
    await page.keyboard.press('Escape');
    await expect(fleet.card).toBeHidden();
    await expect(page.getByRole('listbox', { name: 'Vehicles' })).toBeFocused();
  });

  test('keeps its place while its rows change theirs', async ({ page }) => {
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectFleet(38);
    await page.getByRole('button', { name: /^Speed/ }).click();
    const list = page.getByRole('listbox', { name: 'Vehicles' });
    await list.evaluate((element) => {
      element.scrollTop = 300;
    });
    const before = await fleet.rows.allTextContents();

    await expect.poll(() => fleet.rows.allTextContents()).not.toEqual(before);

    expect(await list.evaluate(({ scrollTop }) => scrollTop)).toBe(300);
  });
});

async function speedsOf(fleet: FleetPage): Promise<readonly number[]> {
  const texts = await fleet.rows.locator('.speed').allTextContents();
  return texts.map((text) => Number.parseInt(text, 10));
}

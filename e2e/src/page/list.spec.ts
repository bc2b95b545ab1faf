import { expect, type Page } from '@playwright/test';
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

test('headings of the list collide at no width, in either language', async ({ page }) => {
  const embedded = await Program.start('embedded/dist/main.js', { BACKFILL: '0' });
  for (const language of ['en', 'ko']) {
    await page.addInitScript((chosen) => {
      localStorage.setItem('fleetman.language', chosen);
      localStorage.setItem('fleetman.unit', 'km/h');
    }, language);
    // So flat that there is little of the map to draw at each width.
    await page.setViewportSize({ width: 1_440, height: 480 });
    await FleetPage.open(page, embedded.url);
    // With its arrow it is the longest.
    await page.locator('.orders .speed').click();
    await expect(page.locator('#vehicles')).toBeVisible();
    for (const width of [320, 390, 560, 640, 759, 760, 1_100, 1_800, 2_560]) {
      await page.setViewportSize({ width, height: 480 });
      const handle = page.locator('main > .side > .handle');
      if ((await handle.getAttribute('aria-expanded')) === 'false') await handle.click();
      await expect.soft(page.locator('#vehicles'), `${width} px`).toBeVisible();
      expect.soft(await collisions(page), `${language}, ${width} px`).toEqual([]);
      await expectToFit(page);
    }
  }
  await page.close();
  await embedded.stop('SIGINT');
});

/** Headings and filters whose words stick out of their button, or touch the next one's. */
function collisions(page: Page): Promise<string[]> {
  return page.locator('fleet-list-tools').evaluate((tools) =>
    ['.orders', '.filters'].flatMap((group) => {
      const words = [...tools.querySelectorAll(`${group} button`)].map((button) => {
        const range = document.createRange();
        range.selectNodeContents(button);
        return { text: button.textContent.trim(), box: range.getBoundingClientRect(), button };
      });
      return words
        .filter(({ box, button }, index) => {
          const next = words[index + 1]?.box;
          const own = button.getBoundingClientRect();
          const sticksOut = box.left < own.left - 0.5 || box.right > own.right + 0.5;
          return sticksOut || (next !== undefined && box.right > next.left);
        })
        .map(({ text }) => text);
    }),
  );
}

async function speedsOf(fleet: FleetPage): Promise<readonly number[]> {
  const texts = await fleet.rows.locator('.speed').allTextContents();
  return texts.map((text) => Number.parseInt(text, 10));
}

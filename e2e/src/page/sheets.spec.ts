import { expect, type Page } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { expectToFit } from '../page-tools/screens.ts';
import { Program } from '../programs/program.ts';

/** Phones, a phone on its side, a desktop at 200 %, a tablet, a laptop and a wall. */
const sizes = [
  [320, 568],
  [390, 844],
  [844, 390],
  [640, 400],
  [820, 1180],
  [1440, 900],
  [2560, 1440],
] as const;
const leastMapShare = 0.45;

/** Runs in the page: which part of the screen shows the map. */
function mapShare(): number {
  let [all, map] = [0, 0];
  for (let x = 2; x < innerWidth; x += 8)
    for (let y = 2; y < innerHeight; y += 8) {
      all++;
      if (document.elementFromPoint(x, y)?.closest('fleet-map')) map++;
    }
  return map / all;
}

/**
 * Runs in the page: controls whose middle something else lies on, once they are scrolled to. Those of
 * the map are left out while an open list lies over them.
 */
function unreachable(isListOpen: boolean): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button, input, select, a[href]:not(.skip), [role=slider]',
  );
  const found: string[] = [];
  for (const control of controls) {
    const isCovered = isListOpen && control.closest('fleet-map') !== null;
    if (isCovered || !control.checkVisibility({ visibilityProperty: true })) continue;
    control.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const { left, top, width, height } = control.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!hit || !(control.contains(hit) || hit.contains(control) || hit.closest('label')))
      found.push(`${control.outerHTML.slice(0, 120)} at ${left},${top}, under ${hit?.className}`);
  }
  return found;
}

async function expectReachable(page: Page, what: string, isListOpen = false): Promise<void> {
  const found = () => page.evaluate(unreachable, isListOpen);
  await expect.poll(found, { message: what }).toEqual([]);
  await expectToFit(page);
}

test.describe('sheets over the map', () => {
  let embedded: Program;
  test.beforeAll(async () => {
    embedded = await Program.start('embedded/dist/main.js', { BACKFILL: '30m' });
  });
  test.afterAll(() => embedded.stop('SIGINT'));

  test('leave the map its share, and every control within reach, on all screens', async ({
    page,
  }) => {
    test.slow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectWhole();

    for (const [width, height] of sizes) {
      const size = `${width} × ${height}`;
      await page.setViewportSize({ width, height });
      await expectReachable(page, size);

      const handle = page.getByRole('button', { name: /^Vehicles/ });
      const isSheet = await handle.isVisible();
      if (isSheet) await handle.click();
      await expectReachable(page, `${size}, list`, isSheet);
      await fleet.rows.filter({ hasText: 'City Truck' }).first().click();
      await expect(fleet.card).toContainText('Distance');
      await expectReachable(page, `${size}, selected`);
      expect(await page.evaluate(mapShare), size).toBeGreaterThanOrEqual(leastMapShare);

      await fleet.card.getByRole('button', { name: 'History', exact: true }).click();
      const history = page.getByRole('region', { name: 'History' });
      await expect(history.locator('.facts')).toBeVisible();
      await expectReachable(page, `${size}, history`);
      expect(await page.evaluate(mapShare), size).toBeGreaterThanOrEqual(leastMapShare);
      await history.getByRole('button', { name: 'Close the history' }).click();
      await fleet.card.getByRole('button', { name: 'Deselect' }).click();
      await expect(fleet.card).toHaveCount(0);
    }
  });

  test('follow the finger, and obey keys', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const fleet = await FleetPage.open(page, embedded.url);
    await fleet.expectWhole();
    const list = page.getByRole('region', { name: 'Fleet' });
    const handle = list.locator('.handle');
    const drag = async (by: number) => {
      const box = await handle.boundingBox();
      if (!box) throw new Error('The list has no handle.');
      const [x, y] = [box.x + box.width / 2, box.y + 10];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x, y + by, { steps: 5 });
      await page.mouse.up();
    };

    await drag(-290);
    await expect(list).toHaveAttribute('data-height', /half|full/);
    await expect(fleet.rows.first()).toBeVisible();
    await handle.press('End');
    await expect(list).toHaveAttribute('data-height', 'full');
    await handle.press('ArrowDown');
    await expect(list).toHaveAttribute('data-height', 'half');
    await page.goBack();
    await expect(list).toHaveAttribute('data-height', 'closed');
    await page.goForward();
    await expect(list).toHaveAttribute('data-height', 'half');

    await fleet.rows.first().click();
    const edge = page.getByRole('slider', { name: 'Height of the panel' });
    await expect(edge).toHaveAttribute('aria-valuetext', 'open');
    await edge.press('Home');
    await expect(edge).toHaveAttribute('aria-valuetext', 'closed');
    await expect(fleet.card.getByRole('button', { name: 'Follow' })).toBeHidden();
    await edge.click();
    await expect(fleet.card.getByRole('button', { name: 'Follow' })).toBeVisible();
  });
});

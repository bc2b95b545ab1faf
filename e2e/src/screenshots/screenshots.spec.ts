import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { countPixels } from '../page-tools/count-pixels.ts';
import type { FleetPage } from '../page-tools/fleet-page.ts';
import { pageStates } from '../page-tools/page-states.ts';
import { Program } from '../programs/program.ts';

const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

/** The pictures: which state, in which look. */
const pictures = [
  ['live', desktop, 'light'],
  ['live', desktop, 'dark'],
  ['live', phone, 'dark'],
  ['selected', desktop, 'light'],
  ['selected', phone, 'light'],
  ['past', desktop, 'dark'],
  ['playing', desktop, 'light'],
  ['history', desktop, 'light'],
  ['history', desktop, 'dark'],
  ['settings', desktop, 'light'],
  ['connecting', desktop, 'light'],
  ['empty', desktop, 'dark'],
  ['stale', desktop, 'light'],
  ['lost', desktop, 'dark'],
  ['no-webgl', desktop, 'light'],
] as const;

/** What streets and their casings look like, of which one at least is on every map. */
const streetColors = {
  light: ['#ffd08a', '#ffe8a8', '#d8d3c8'],
  dark: ['#75603a', '#5c5641', '#171c23'],
} as const;

/** The map draws its streets in pieces, a second after the rest of the page. */
async function whenDrawn(fleet: FleetPage, colors: readonly string[]): Promise<void> {
  const count = async () => {
    const picture = await fleet.picture();
    const counts = await Promise.all(
      colors.map((color) => countPixels(fleet.page, picture, color)),
    );
    return counts.reduce((sum, each) => sum + each, 0);
  };
  await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(500);
}

let program: Program;
test.beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '2h', VEHICLES: '60' });
});
test.afterAll(() => program.stop('SIGINT'));

for (const [name, viewport, colorScheme] of pictures) {
  const size = viewport === phone ? '-phone' : '';
  const file = `${name}${size}-${colorScheme}.png`;
  test(file, async ({ page }) => {
    const state = pageStates.find((candidate) => candidate.name === name);
    if (!state) throw new Error(`There is no state "${name}".`);
    await page.setViewportSize(desktop);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });

    const fleet = await state.reach(page, program.url);

    if (name !== 'no-webgl') await whenDrawn(fleet, streetColors[colorScheme]);
    await page.setViewportSize(viewport);
    if (name === 'live') await expect(page.getByRole('region', { name: 'Time' })).toBeVisible();
    // The panel would cover the vehicle, which stands in the middle of the larger map.
    if (viewport === phone && name === 'selected') {
      await fleet.card.getByRole('button', { name: 'Follow' }).click();
      await expect(fleet.card.getByRole('button', { name: 'Following' })).toBeVisible();
    }
    // Labels fade in.
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, file) });
  });
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { countPixels } from '../page-tools/count-pixels.ts';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { Program } from '../programs/program.ts';

const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));

/** The tracks of the course, where somebody has them. */
const tracks = process.env['COURSE_TRACKS'] ?? '';

/** The colour of driven ways at night, which nothing else has. */
const way = '#3c4652';

test.skip(!existsSync(tracks), 'COURSE_TRACKS names no folder with the tracks of the course');

test('driven-ways-dark.png', async ({ page }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const program = await Program.start('embedded/dist/main.js', { TRACKS: tracks });
  try {
    const fleet = await FleetPage.open(page, `${program.url}/?map=53.36,-1.46,12`);

    // Histories are read one after the other.
    const drawn = async () => countPixels(page, await fleet.picture(), way);
    await expect.poll(drawn, { timeout: 120_000 }).toBeGreaterThan(3_000);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, 'driven-ways-dark.png') });
  } finally {
    await program.stop('SIGINT');
  }
});

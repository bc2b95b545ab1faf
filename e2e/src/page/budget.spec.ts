import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

/**
 * What the page may load of JavaScript until its map stands, gzipped; MapLibre's worker not counted.
 * MapLibre is 290 kB of it, Angular 53 kB and socket.io 13 kB. What is over is not cut elsewhere but
 * loaded later: see what `@defer` and `import()` leave for when the map has settled.
 */
const budgetBytes = 400_000;

/**
 * The addresses of all that was asked for until the page waited no longer for its map; rejects while
 * it waits. It does so when the map stands, and on a busy machine before: after 5 s.
 */
function loadedBeforeMap(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const mark = performance.getEntriesByName('map settled')[0];
    if (!mark) throw new Error('the map has not settled yet');
    return performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime < mark.startTime)
      .map(({ name }) => name);
  });
}

test(`the map stands before ${budgetBytes / 1_000} kB of JavaScript`, async ({ page }) => {
  const program = await Program.start('embedded/dist/main.js', { BACKFILL: '0' });
  const scripts = new Set<string>();
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) scripts.add(response.url());
  });
  try {
    const fleet = await FleetPage.open(page, program.url);
    await fleet.expectFleet(38);
    await expect(() => loadedBeforeMap(page)).toPass({ timeout: 15_000 });
    const early = new Set(await loadedBeforeMap(page));

    const sizes = await Promise.all(
      [...scripts]
        .filter((url) => early.has(url))
        .map(async (url) => ({
          name: new URL(url).pathname,
          // Fetched anew: a busy browser no longer has the body of each answer.
          bytes: gzipSync(await (await page.request.get(url)).body(), { level: 9 }).length,
        })),
    );
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    // The page itself and MapLibre at least: with less, nothing was counted.
    expect(sizes.length).toBeGreaterThan(2);
    expect(total, JSON.stringify(sizes)).toBeLessThan(budgetBytes);
    console.log(`JavaScript until the map stands: ${(total / 1_000).toFixed(0)} kB gzip`);
  } finally {
    await page.close();
    await program.stop('SIGINT');
  }
});

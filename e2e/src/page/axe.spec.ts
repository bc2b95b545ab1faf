import { expect, type Page } from '@playwright/test';
import { pageStates } from '../page-tools/page-states.ts';
import { test } from '../page-tools/page-test.ts';
import { colourRules, violations } from '../page-tools/violations.ts';
import { Program } from '../programs/program.ts';

/** Desk, tablet, phone; by day and by night. */
const looks = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark', only: colourRules },
  { width: 820, height: 1180, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
] as const;

let program: Program;
test.beforeAll(async () => {
  program = await Program.start('embedded/dist/main.js', { BACKFILL: '30m' });
});
test.afterAll(() => program.stop('SIGINT'));

/** What the browser refused because of the page's policy. */
function refusals(page: Page): readonly string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Content-Security-Policy/i.test(message.text())) {
      found.push(message.text());
    }
  });
  return found;
}

for (const { name, reach } of pageStates) {
  test(`${name}: nothing against the rules of accessibility, or of our policy`, async ({
    page,
  }) => {
    test.slow();
    const refused = refusals(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });

    const fleet = await reach(page, program.url);

    for (const { width, height, colorScheme, ...look } of looks) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const only = 'only' in look ? look.only : undefined;
      expect.soft(await violations(page, { only }), `${width} px, ${colorScheme}`).toEqual([]);
    }
    expect(refused).toEqual([]);
    expect(fleet.strangers).toEqual([]);
  });
}

import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { pageStates } from '../page-tools/page-states.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';

/** Everything of WCAG 2.2 to level AA that a program can tell, and what is good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that ask for colours: all that may differ between day and night at one size. */
const colourRules = ['color-contrast', 'link-in-text-block'];

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

/** What is against the rules, each as one line that says where. */
async function violations(page: Page, only?: readonly string[]): Promise<string[]> {
  // Without frames of others the page can be looked at as a whole, in a fraction of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const found = await (only ? axe.withRules([...only]) : axe.withTags(tags)).analyze();
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) =>
      [id, help, target.join(' '), failureSummary.replaceAll(/\s+/g, ' ')].join(' | '),
    ),
  );
}

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
      expect.soft(await violations(page, only), `${width} px, ${colorScheme}`).toEqual([]);
    }
    expect(refused).toEqual([]);
    expect(fleet.strangers).toEqual([]);
  });
}

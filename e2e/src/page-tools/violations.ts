import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Everything of WCAG 2.2 to level AA that a program can tell, and what is good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that ask for colours: all that may differ between day and night at one size. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

/** How a page is looked at: all of its rules, or some; all of it, or a part. */
interface Inspection {
  readonly only?: readonly string[] | undefined;
  /** A selector. */
  readonly part?: string | undefined;
}

/** What is against the rules, each as one line that says where. */
export async function violations(page: Page, { only, part }: Inspection = {}): Promise<string[]> {
  // Without frames of others the page can be looked at as a whole, in a fraction of the time.
  const whole = new AxeBuilder({ page }).setLegacyMode();
  const axe = part === undefined ? whole : whole.include(part);
  const found = await (only ? axe.withRules([...only]) : axe.withTags(tags)).analyze();
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) =>
      [id, help, target.join(' '), failureSummary.replaceAll(/\s+/g, ' ')].join(' | '),
    ),
  );
}

import type { Page } from '@playwright/test';

/** A base map as a test has it. */
export interface MapFile {
  /** Its ending says what it is. */
  readonly name: string;
  readonly content: string | Buffer;
}

/** Has the page find this map in its settings, and get it, or parts of it, when it asks. */
export async function serveMap(page: Page, { name, content }: MapFile): Promise<void> {
  await page.route('**/config.json', async (route) => {
    const response = await route.fetch();
    // The page's own file.
    const settings = (await response.json()) as object;
    await route.fulfill({ json: { ...settings, baseMap: name } });
  });
  const whole = Buffer.from(content);
  await page.route(`**/${name}`, async (route) => {
    const { range } = route.request().headers();
    const [, from = 0, to = whole.length - 1] = (/^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []).map(
      Number,
    );
    const body = whole.subarray(from, to + 1);
    await route.fulfill({
      status: range === undefined ? 200 : 206,
      body,
      headers: { 'Content-Length': String(body.length) },
    });
  });
}

import { expect, type Locator } from '@playwright/test';

/**
 * Opens a page and resolves when it shows `sign`. An address of this machine that comes or goes makes Chromium
 * drop what it is loading, and a container's comes a moment after its start: the page is then opened again.
 */
export async function openPage(url: string, sign: Locator): Promise<void> {
  await expect(async () => {
    await sign.page().goto(url);
    await expect(sign).toBeVisible();
  }).toPass({ timeout: 80_000 });
}

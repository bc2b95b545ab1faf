import { expect, type Page } from '@playwright/test';

/** The screens that the page must fit: a phone, a tablet and a wall. */
export const screens = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'tablet', width: 820, height: 1180 },
  { name: 'wall', width: 1920, height: 1080 },
] as const;

/** Nothing sticks out at the side, so that nobody has to scroll in two directions. */
export async function expectToFit(page: Page): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBe(clientWidth);
}

/** Opens the list where it is a sheet; elsewhere it is open. */
export async function openList(page: Page): Promise<void> {
  const handle = page.getByRole('button', { name: /^Vehicles/ });
  const list = page.getByRole('listbox', { name: 'Vehicles' });
  await expect(handle.or(list)).toBeVisible();
  if (await handle.isVisible()) await handle.click();
  await expect(list).toBeVisible();
}

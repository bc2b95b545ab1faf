import type { Page } from '@playwright/test';
import { pixelsOf } from './pixels-of.ts';

/** How many pixels of a picture have this colour, like `#ffd08a`, to the last bit. */
export async function countPixels(page: Page, png: Buffer, color: string): Promise<number> {
  const { data } = await pixelsOf(page, png);
  const wanted = Number(color.replace('#', '0x'));
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (red * 65_536 + green * 256 + blue === wanted) found++;
  }
  return found;
}

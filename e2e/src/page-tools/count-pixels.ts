import type { Page } from '@playwright/test';

/** How many pixels of a picture have this colour, like `#ffd08a`, to the last bit. */
export async function countPixels(page: Page, png: Buffer, color: string): Promise<number> {
  // In a page of its own, whose policy says nothing against it.
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate(count, { png: png.toString('base64'), color });
  } finally {
    await blank.close();
  }
}

/** Runs in the page. */
async function count({ png, color }: { png: string; color: string }): Promise<number> {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  if (!context) return 0;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const wanted = Number(color.replace('#', '0x'));
  let found = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (red * 65_536 + green * 256 + blue === wanted) found++;
  }
  return found;
}

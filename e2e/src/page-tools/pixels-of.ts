import type { Page } from '@playwright/test';

/** A picture's pixels: red, green, blue and opacity of each, line by line. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The pixels of a screenshot, decoded by the browser of this page. */
export async function pixelsOf(page: Page, png: Buffer): Promise<Pixels> {
  // In a page of its own, whose policy says nothing against it.
  const blank = await page.context().newPage();
  try {
    const { width, height, base64 } = await blank.evaluate(decode, png.toString('base64'));
    return { width, height, data: new Uint8Array(Buffer.from(base64, 'base64')) };
  } finally {
    await blank.close();
  }
}

/** Runs in the page. */
async function decode(png: string) {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('This browser draws no pictures.');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const letters = Array.from(data, (byte) => String.fromCharCode(byte));
  return { width, height, base64: btoa(letters.join('')) };
}

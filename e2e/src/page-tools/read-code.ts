import type { Locator } from '@playwright/test';
import { decodeQR } from 'qr/decode.js';
import { pixelsOf } from './pixels-of.ts';

/** What a scanner reads in a QR code, as it is seen on the screen. Throws if it reads nothing. */
export async function readCode(code: Locator): Promise<string> {
  await code.scrollIntoViewIfNeeded();
  return decodeQR(await pixelsOf(code.page(), await code.screenshot()));
}

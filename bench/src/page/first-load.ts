import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';

/** Bytes of what a page loads, as a server sends them that compresses (gzip -9), by what they are. */
export type LoadedBytes = Readonly<Record<string, number>>;

const kinds: readonly (readonly [ending: string, kind: string])[] = [
  ['worker.mjs', "MapLibre's worker"],
  ['js', 'JavaScript'],
  ['css', 'styles'],
  ['json', 'map and settings'],
];

/** Notes from now on what the page loads; the answer tells what it was until then. */
export function watchLoad(page: Page): () => Promise<LoadedBytes> {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  return async () => {
    const loaded = responses.filter((response) => response.ok());
    const bytes: Record<string, number> = {};
    for (const response of loaded) {
      const { pathname } = new URL(response.url());
      const kind = kinds.find(([ending]) => pathname.endsWith(ending))?.[1] ?? 'the rest';
      const { length } = gzipSync(await response.body(), { level: 9 });
      bytes[kind] = (bytes[kind] ?? 0) + length;
    }
    return bytes;
  };
}

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';

/** Where the page's own base map is: a file of this machine, or an address on another server. */
export type BaseMap =
  | { readonly kind: 'file'; readonly path: string; readonly address: string }
  | { readonly kind: 'url'; readonly origin: string; readonly address: string };

const expected = 'expected a file, or the URL of a file, that ends in .pmtiles, .geojson or .json';

/** Reads a path or a URL; a relative path begins where the program was started. */
export const baseMapSetting = z.string().transform((text, context): BaseMap => {
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (/^https?:/i.test(text)) {
    if (!URL.canParse(text) || !ending(new URL(text).pathname)) return problem(expected);
    const { origin, href } = new URL(text);
    return { kind: 'url', origin, address: href };
  }
  const type = ending(text);
  if (type === undefined) return problem(expected);
  const path = resolve(text);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    return problem(`expected a file that is there (there is no ${path})`);
  }
  // By one name, whatever the file is called, so that nothing of its path needs to be escaped.
  return { kind: 'file', path, address: `own-map.${type}` };
});

function ending(path: string): 'pmtiles' | 'geojson' | undefined {
  if (/\.pmtiles$/i.test(path)) return 'pmtiles';
  return /\.(geo)?json$/i.test(path) ? 'geojson' : undefined;
}

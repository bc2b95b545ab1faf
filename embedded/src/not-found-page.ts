import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { nonceOf, noncePlaceholder } from './page-security.ts';

/** What the page's folder has for paths that lead nowhere. */
export const notFoundFile = 'not-found.html';
/** Is there in place of the way to the page. */
const rootPlaceholder = 'PAGE_ROOT/';

/**
 * Answers a reader who follows a link to an unknown path by a page with a way back, and 404. What asks
 * for anything, as a program does, is left to the next handler.
 */
export function notFoundPage(folder: string): RequestHandler {
  const file = join(folder, notFoundFile);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  return (request, response, next) => {
    const isRead = ['GET', 'HEAD'].includes(request.method) && !request.path.startsWith('/api/');
    if (text === undefined || !isRead || request.accepts(['json', 'html']) !== 'html') {
      next();
      return;
    }
    response.vary('Accept');
    response.setHeader('Cache-Control', 'no-cache');
    response
      .status(404)
      .type('html')
      .send(
        text
          .replaceAll(noncePlaceholder, nonceOf(response))
          .replaceAll(rootPlaceholder, wayBack(request.path)),
      );
  };
}

/** The way from this path to the root, which a proxy may have put below a prefix: `../../`, or `./`. */
export function wayBack(path: string): string {
  const depth = path.split('/').length - 2;
  return depth === 0 ? './' : '../'.repeat(depth);
}

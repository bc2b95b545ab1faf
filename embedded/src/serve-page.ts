import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { static as serveFiles, type Request, type RequestHandler, type Response } from 'express';
import type { BaseMap } from './base-map-setting.ts';
import type { EmbeddedConfig } from './config.ts';
import { notFoundFile } from './not-found-page.ts';
import { nonceOf, noncePlaceholder, pageSecurity } from './page-security.ts';

/** A file whose name holds a hash of its content, as the build writes them: `main-4QT7ZQ3B.js`. */
const hashedName = /-[\w-]{8}\.(js|css)$/;

/** What answers requests, one after the other: Nest's application, or Express's. */
interface Handlers {
  use(handler: RequestHandler): unknown;
  use(path: string, handler: RequestHandler): unknown;
}

type PageConfig = Pick<
  EmbeddedConfig,
  'BASE_MAP' | 'MAP_STYLE' | 'RELEASE' | 'SILENT_AFTER' | 'STALE_AFTER'
>;

/** What `config.json` tells the page; a container's entry point writes the same. */
function pageSettings(config: PageConfig): string {
  const file = new URL('../package.json', import.meta.url);
  // Our own file, which has a version.
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return JSON.stringify({
    mapStyle: config.MAP_STYLE,
    release: config.RELEASE ?? null,
    version,
    staleAfter: config.STALE_AFTER,
    silentAfter: config.SILENT_AFTER,
    baseMap: config.BASE_MAP?.address ?? null,
  });
}

/**
 * Serves the built page at `/`: files with a hash in their name for ever, all others asked for again
 * each time.
 *
 * @throws Error where the page was not built.
 */
export function servePage(app: Handlers, folder: string, config: PageConfig): void {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no page in ${folder}; \`npm run build\` builds it.`);
  }
  app.use(forPage(pageSecurity(config.BASE_MAP)));
  app.use(serveIndex(join(folder, 'index.html')));
  app.use('/config.json', sendSettings(pageSettings(config)));
  if (config.BASE_MAP?.kind === 'file') serveBaseMap(app, config.BASE_MAP);
  app.use(
    unlessNotFoundPage(
      serveFiles(folder, {
        index: false,
        redirect: false,
        setHeaders: (response, path) => {
          const forever = 'public, max-age=31536000, immutable';
          response.setHeader('Cache-Control', hashedName.test(path) ? forever : 'no-cache');
        },
      }),
    ),
  );
}

/** That file is for other paths than its own. */
function unlessNotFoundPage(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.path === `/${notFoundFile}`) next();
    else void handler(request, response, next);
  };
}

/** Each answer has a nonce of its own, so it can never be the one that a browser has kept. */
function serveIndex(file: string): RequestHandler {
  const text = readFileSync(file, 'utf8');
  return (request, response, next) => {
    const isIndex = request.path === '/' || request.path === '/index.html';
    if (!isIndex || !['GET', 'HEAD'].includes(request.method)) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.removeHeader('ETag');
    response.type('html').end(text.replaceAll(noncePlaceholder, nonceOf(response)));
  };
}

function sendSettings(settings: string): RequestHandler {
  return (_request: Request, response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.type('json').send(settings);
  };
}

/** The operator's own map, whole or in the parts that a reader of PMTiles asks for. */
function serveBaseMap(app: Handlers, { path, address }: Extract<BaseMap, { kind: 'file' }>): void {
  const type = address.endsWith('.geojson') ? 'application/geo+json' : 'application/octet-stream';
  app.use(`/${address}`, (_request: Request, response: Response) => {
    response.type(type).sendFile(path, {
      // A path with a folder like `.maps` in it is as good as any other.
      dotfiles: 'allow',
      cacheControl: false,
      headers: { 'Cache-Control': 'no-cache' },
    });
  });
}

/** Leaves the API's own headers as they are. */
function forPage(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.path.startsWith('/api/')) next();
    else void handler(request, response, next);
  };
}

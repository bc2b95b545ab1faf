import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { static as serveFiles, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { EmbeddedConfig } from './config.ts';

/** A file whose name holds a hash of its content, as the build writes them: `main-4QT7ZQ3B.js`. */
const hashedName = /-[A-Z0-9]{8}\.(js|css)$/;

/** The page loads nothing from elsewhere but the online map style, and that only after a click. */
const onlineStyle = 'https://tiles.openfreemap.org';

const pageSecurity = helmet({
  strictTransportSecurity: false,
  contentSecurityPolicy: {
    directives: {
      upgradeInsecureRequests: null,
      scriptSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'", onlineStyle],
      imgSrc: ["'self'", 'data:', 'blob:', onlineStyle],
    },
  },
});

/** What `config.json` tells the page; a container's entry point writes the same. */
function pageSettings({ MAP_STYLE, RELEASE }: PageConfig): string {
  const file = new URL('../package.json', import.meta.url);
  // Our own file, which has a version.
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return JSON.stringify({ mapStyle: MAP_STYLE, release: RELEASE ?? null, version });
}

type PageConfig = Pick<EmbeddedConfig, 'MAP_STYLE' | 'RELEASE'>;

/**
 * Serves the built page at `/`: files with a hash in their name for ever, all others asked for again
 * each time.
 *
 * @throws Error where the page was not built.
 */
export function servePage(app: NestExpressApplication, folder: string, config: PageConfig): void {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no page in ${folder}; \`npm run build\` builds it.`);
  }
  const settings = pageSettings(config);
  app.use(forPage(pageSecurity));
  app.use('/config.json', (_request: Request, response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.type('json').send(settings);
  });
  app.use(
    serveFiles(folder, {
      setHeaders: (response, path) => {
        const forever = 'public, max-age=31536000, immutable';
        response.setHeader('Cache-Control', hashedName.test(path) ? forever : 'no-cache');
      },
    }),
  );
}

/** Leaves the API's own headers as they are. */
function forPage(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.path.startsWith('/api/')) next();
    else void handler(request, response, next);
  };
}

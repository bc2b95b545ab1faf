import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { static as serveFiles, type RequestHandler } from 'express';
import helmet from 'helmet';

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

/**
 * Serves the built page at `/`: files with a hash in their name for ever, all others asked for again
 * each time.
 *
 * @throws Error where the page was not built.
 */
export function servePage(app: NestExpressApplication, folder: string): void {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no page in ${folder}; \`npm run build\` builds it.`);
  }
  app.use(forPage(pageSecurity));
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

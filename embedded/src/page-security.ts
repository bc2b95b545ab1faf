import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { BaseMap } from './base-map-setting.ts';

/** The page loads nothing from elsewhere but the online map style, and that only after a click. */
const onlineStyle = 'https://tiles.openfreemap.org';

/**
 * The headers that hold the page to its own files, the online map and the operator's own one. Angular
 * puts the styles of components into the document, where a nonce tells them from anybody else's, and
 * the script that starts the page.
 */
export function pageSecurity(baseMap: BaseMap | undefined): RequestHandler {
  const origins = baseMap?.kind === 'url' ? [baseMap.origin] : [];
  const headers = helmet({
    strictTransportSecurity: false,
    // Over TLS the gateway in this process sends them; elsewhere a browser would complain of them.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    contentSecurityPolicy: {
      directives: {
        upgradeInsecureRequests: null,
        // The page's start is in the document, which helps where files cannot be loaded.
        scriptSrc: ["'self'", nonceSource],
        styleSrc: ["'self'", nonceSource],
        fontSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", onlineStyle, ...origins],
        imgSrc: ["'self'", 'data:', 'blob:', onlineStyle],
      },
    },
  });
  return (request, response, next) => {
    response.locals['nonce'] = randomBytes(16).toString('hex');
    headers(request, response, next);
  };
}

/** Helmet is given Node's own response, which Express has made more of. */
function nonceSource(_request: IncomingMessage, response: ServerResponse): string {
  return `'nonce-${nonceOf(response as Response)}'`;
}

/** Is in the page's HTML in place of the nonce of its styles. */
export const noncePlaceholder = 'CSP_NONCE';

/** What {@link pageSecurity} has drawn for this answer. */
export function nonceOf(response: Response): string {
  return String(response.locals['nonce']);
}

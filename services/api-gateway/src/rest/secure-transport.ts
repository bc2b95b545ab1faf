import type { RequestHandler } from 'express';

/** A year, the least that browsers' preload lists take. */
const hsts = 'max-age=31536000; includeSubDomains';

/**
 * Makes browsers stay on TLS. Only for a gateway that is reached over TLS: at a plain address these
 * headers would make a browser refuse the page, or complain of it.
 */
export const secureTransport: RequestHandler = (_request, response, next) => {
  response.setHeader('Strict-Transport-Security', hsts);
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Origin-Agent-Cluster', '?1');
  const policy = response.getHeader('Content-Security-Policy');
  if (typeof policy === 'string') {
    response.setHeader('Content-Security-Policy', `${policy};upgrade-insecure-requests`);
  }
  next();
};

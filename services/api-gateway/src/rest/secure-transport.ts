import type { RequestHandler } from 'express';

/** A year, the least that browsers' preload lists take. */
const hsts = 'max-age=31536000; includeSubDomains';

/**
 * Makes browsers stay on TLS. Only for a gateway that is reached over TLS: at a plain address these
 * headers would make a browser refuse the page.
 */
export const secureTransport: RequestHandler = (_request, response, next) => {
  response.setHeader('Strict-Transport-Security', hsts);
  const policy = response.getHeader('Content-Security-Policy');
  if (typeof policy === 'string') {
    response.setHeader('Content-Security-Policy', `${policy};upgrade-insecure-requests`);
  }
  next();
};

import type { IncomingHttpHeaders } from 'node:http';

/** Pages of which sites may read the fleet besides our own: all, or these origins. */
export type AllowedOrigins = '*' | readonly string[];

/** What decides whether a browser's page may open a socket. */
export interface SocketPolicy {
  readonly origins: AllowedOrigins;
  /** Whether a proxy in front tells by `X-Forwarded-Host` how the browser calls us. */
  readonly isBehindProxy: boolean;
}

/**
 * Whether a socket may be opened with these headers. Browsers apply CORS to requests only, so for a
 * socket the server has to look at `Origin` itself. Programs, which send none, may always.
 */
export function mayOpenSocket(headers: IncomingHttpHeaders, policy: SocketPolicy): boolean {
  const { origin } = headers;
  if (origin === undefined || policy.origins === '*') return true;
  if (policy.origins.includes(origin)) return true;
  // Several proxies make a list of it, as one header or as several.
  const forwarded = policy.isBehindProxy ? [headers['x-forwarded-host'] ?? []].flat() : [];
  const ourNames = [headers.host, ...forwarded.flatMap((names) => names.split(/, */))];
  // The scheme is not compared: behind a proxy that ends TLS we see http where the page has https.
  return URL.canParse(origin) && ourNames.includes(new URL(origin).host);
}

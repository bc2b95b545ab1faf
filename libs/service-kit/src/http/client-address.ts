import type { IncomingMessage } from 'node:http';

/**
 * The address that a request comes from, as far as it can be believed: each of so many proxies in front
 * has added to `X-Forwarded-For` whom it heard, and what stands before these anybody can write.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []]
    .flat()
    .flatMap((text) => text.split(','));
  const heard = [...forwarded, request.socket.remoteAddress ?? ''].map((address) => address.trim());
  return heard.at(-1 - trustedProxies) ?? heard[0] ?? '';
}

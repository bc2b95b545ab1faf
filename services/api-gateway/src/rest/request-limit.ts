import { createHash } from 'node:crypto';
import { clientKey, FleetmanError, sendProblem } from '@fleetman/service-kit';
import type { RequestHandler, Response } from 'express';

const windowMs = 60_000;

/** What a cluster asks every few seconds must not use up a client's share, nor be refused. */
const unlimitedPath = /^\/health(\/|$)/;

/** What one client has asked in its minute. */
interface Share {
  count: number;
  readonly endsAt: number;
  /** As the header states it: which limit, and an opaque name of the client. */
  readonly policy: string;
}

/**
 * Holds each client to so many requests a minute, which begins with its first one, and tells it of its share
 * (`RateLimit`, `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers-08). By hand, since the library that does
 * the same takes a tenth of the time of a list, for a hash and several promises a request.
 */
export class RequestLimit {
  readonly #limit: number;
  readonly #trustedProxies: number;
  readonly #now: () => number;
  /** In the order in which their minutes began. */
  readonly #shares = new Map<string, Share>();

  /** @param now milliseconds that never go back. */
  constructor(limit: number, trustedProxies: number, now = () => performance.now()) {
    this.#limit = limit;
    this.#trustedProxies = trustedProxies;
    this.#now = now;
  }

  readonly middleware: RequestHandler = (request, response, next) => {
    if (this.#limit === 0 || unlimitedPath.test(request.path)) {
      next();
      return;
    }
    const now = this.#now();
    const share = this.#shareOf(clientKey(request, this.#trustedProxies), now);
    share.count += 1;
    // Rounded first, since the sum of two times may be a hair too large.
    this.#tell(share, Math.ceil(Math.round(share.endsAt - now) / 1_000), response);
    if (share.count <= this.#limit) {
      next();
      return;
    }
    const detail = `more than ${this.#limit} requests in a minute; see Retry-After`;
    sendProblem(request, response, new FleetmanError('rate-limited', detail));
  };

  #shareOf(client: string, now: number): Share {
    this.#forget(now);
    const known = this.#shares.get(client);
    if (known) return known;
    const name = createHash('sha256').update(client).digest('base64').slice(0, 16);
    const policy = `"${this.#limit}-in-1min"; q=${this.#limit}; w=60; pk=:${name}:`;
    const share = { count: 0, endsAt: now + windowMs, policy };
    this.#shares.set(client, share);
    return share;
  }

  /** Forgets whose minute is over: they stand first. */
  #forget(now: number): void {
    for (const [client, { endsAt }] of this.#shares) {
      if (endsAt > now) return;
      this.#shares.delete(client);
    }
  }

  #tell({ count, policy }: Share, seconds: number, response: Response): void {
    const left = Math.max(0, this.#limit - count);
    response.setHeader('RateLimit-Policy', policy);
    response.setHeader('RateLimit', `"${this.#limit}-in-1min"; r=${left}; t=${seconds}`);
    if (count > this.#limit) response.setHeader('Retry-After', seconds);
  }
}

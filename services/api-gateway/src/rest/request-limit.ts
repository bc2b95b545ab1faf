import { FleetmanError, sendProblem } from '@fleetman/service-kit';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { RequestHandler } from 'express';
import { MemoryStore, rateLimit } from 'express-rate-limit';

const windowMs = 60_000;

/** What a cluster asks every few seconds must not use up a client's share, nor be refused. */
const unlimitedPath = /^\/(health|metrics)(\/|$)/;

/** Holds each client to so many requests a minute; the count starts anew every minute. */
export class RequestLimit implements OnApplicationShutdown {
  readonly middleware: RequestHandler;
  readonly #store = new MemoryStore();

  constructor(requestsPerMinute: number) {
    this.middleware = rateLimit({
      windowMs,
      limit: requestsPerMinute,
      store: this.#store,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      skip: ({ path }) => requestsPerMinute === 0 || unlimitedPath.test(path),
      handler: (request, response) => {
        const detail = `more than ${requestsPerMinute} requests in a minute; see Retry-After`;
        sendProblem(request, response, new FleetmanError('rate-limited', detail));
      },
      // It would print to the console when a client sends X-Forwarded-For of its own, which is its
      // right; TRUST_PROXY says whether the header is believed.
      validate: false,
    });
  }

  onApplicationShutdown(): void {
    this.#store.shutdown();
  }
}

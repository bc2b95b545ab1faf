import { clientKey, FleetmanError, sendProblem } from '@fleetman/service-kit';
import type { RequestHandler } from 'express';

/** How many questions about the past may be open at once. */
export interface PastLimitOptions {
  readonly most: number;
  /** Of these, from one client. */
  readonly mostPerClient: number;
  readonly trustedProxies: number;
}

/**
 * Holds back a client that asks for the past without waiting for answers: each costs the tracker up to 40 MB
 * for as long as it is read. A question is open until it is answered or its client has left.
 */
export class PastLimit {
  readonly #options: PastLimitOptions;
  readonly #openByClient = new Map<string, number>();
  #open = 0;

  constructor(options: PastLimitOptions) {
    this.#options = options;
  }

  readonly middleware: RequestHandler = (request, response, next) => {
    const { most, mostPerClient, trustedProxies } = this.#options;
    const client = clientKey(request, trustedProxies);
    const ofClient = this.#openByClient.get(client) ?? 0;
    if (this.#open >= most || ofClient >= mostPerClient) {
      const whose = this.#open >= most ? `${most}` : `${mostPerClient} from your address`;
      const detail = `${whose} questions about the past are open already; ask again in a second`;
      response.setHeader('Retry-After', '1');
      sendProblem(request, response, new FleetmanError('rate-limited', detail));
      return;
    }
    this.#count(client, 1);
    response.once('close', () => {
      this.#count(client, -1);
    });
    next();
  };

  #count(client: string, change: 1 | -1): void {
    this.#open += change;
    const count = (this.#openByClient.get(client) ?? 0) + change;
    if (count > 0) this.#openByClient.set(client, count);
    else this.#openByClient.delete(client);
  }
}

import { Budget } from '../budget.ts';
import { MessagingError } from '../errors.ts';

/** Bytes sent and not confirmed: enough to keep a broker busy, little enough to have in memory. */
const inFlightBytes = 8 * 1024 * 1024;

/** What a message costs beside its body, about: bounds small ones to 8,000 in flight. */
const overheadBytes = 1024;

/** What a broker confirms as one: a message, or several in one transaction. */
export interface Shipment {
  readonly messages: number;
  readonly bytes: number;
  /** Resolves when the broker has it for good, rejects with a `MessagingError` otherwise. */
  send(): Promise<void>;
}

/** Sends many shipments at a time, none waiting for another's confirm, within bounds of memory and time. */
export class PublishWindow {
  readonly #broker: string;
  readonly #timeoutMs: number;
  readonly #inFlight = new Budget(inFlightBytes);
  #unconfirmed: MessagingError | undefined;

  constructor(broker: string, timeoutMs: number) {
    this.#broker = broker;
    this.#timeoutMs = timeoutMs;
  }

  /** What was not confirmed in time, in a sentence, while nothing was confirmed since. */
  get trouble(): string | undefined {
    return this.#unconfirmed?.message;
  }

  /**
   * Sends the shipments once `ready` is settled. Resolves when the broker has them all, rejects with a
   * `MessagingError` otherwise.
   */
  async send(shipments: readonly Shipment[], ready: Promise<unknown>): Promise<void> {
    const { promise: expired, reject } = Promise.withResolvers<never>();
    const giveUp = new AbortController();
    const timer = setTimeout(() => {
      this.#unconfirmed = this.#timeout(shipments);
      reject(this.#unconfirmed);
      giveUp.abort();
    }, this.#timeoutMs);
    try {
      const sending = ready.then(() => this.#sendAll(shipments, giveUp.signal));
      await Promise.race([sending, expired]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #sendAll(shipments: readonly Shipment[], giveUp: AbortSignal): Promise<void> {
    const confirms: Promise<void>[] = [];
    for (const shipment of shipments) {
      const cost = shipment.bytes + shipment.messages * overheadBytes;
      while (!giveUp.aborted && !this.#inFlight.tryTake(cost)) await this.#inFlight.freed(giveUp);
      if (giveUp.aborted) return;
      const confirm = shipment.send().finally(() => {
        this.#inFlight.giveBack(cost);
        this.#unconfirmed = undefined;
      });
      // A failure is thrown below; but nobody listens yet, and that would end the process.
      confirm.catch(() => undefined);
      confirms.push(confirm);
    }
    await Promise.all(confirms);
  }

  #timeout(shipments: readonly Shipment[]): MessagingError {
    const count = shipments.reduce((sum, { messages }) => sum + messages, 0);
    const message = `${this.#broker} did not confirm ${count} messages within ${this.#timeoutMs} ms`;
    return new MessagingError('publish-timeout', message);
  }
}

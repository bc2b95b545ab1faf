import { publisherHeader } from '../message-headers.ts';
import type { StompSession } from './stomp-session.ts';

/**
 * A subscriber that falls behind loses the oldest: some messages are on their way to it, others wait at
 * ActiveMQ, as many as here or in the policy of the broker, whichever is less.
 */
const bounds = { 'activemq.prefetchSize': 10, 'activemq.maximumPendingMessageLimit': 100 } as const;

/** Hears of a message, and of its header `traceparent`. */
type LiveMessageHandler = (body: Buffer, traceparent: string | undefined) => void;

/** The live feed over one session. It dies with it. */
export class LiveTopic {
  readonly #session: StompSession;
  readonly #destination: string;
  readonly #publisher: string;
  #receiving: Promise<void> | undefined;

  constructor(session: StompSession, topic: string, publisher: string) {
    this.#session = session;
    this.#publisher = publisher;
    this.#destination = `/topic/${topic}`;
  }

  /** Sends messages, or drops them while ActiveMQ does not keep up. */
  publish(bodies: readonly string[], traceparent?: string): void {
    if (this.#session.isCongested) return;
    const headers = {
      destination: this.#destination,
      'content-type': 'application/json',
      [publisherHeader]: this.#publisher,
      ...(traceparent !== undefined && { traceparent }),
    };
    this.#session.send(
      bodies.map((body) => ({ command: 'SEND', headers, body: Buffer.from(body) })),
    );
  }

  /** Calls `onMessage` for all that others publish from now on; for one caller. */
  receive(onMessage: LiveMessageHandler): Promise<void> {
    this.#receiving ??= this.#subscribe(onMessage);
    return this.#receiving;
  }

  async #subscribe(onMessage: LiveMessageHandler): Promise<void> {
    const destination = this.#destination;
    const headers = { id: 'live', destination, ack: 'client-individual', ...bounds };
    await this.#session.subscribe(headers, (message) => {
      // Own ones are passed over unread.
      if (message.headers.get(publisherHeader) !== this.#publisher) {
        onMessage(message.body, message.headers.get('traceparent'));
      }
      // What is not acknowledged counts as on its way: so a slow reader gets no more than it bears.
      const id = message.headers.get('ack');
      this.#session.send([{ command: 'ACK', headers: { id } }]);
    });
  }
}

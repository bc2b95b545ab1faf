import { isUtf8 } from 'node:buffer';
import type { ConnectionState } from '../connection-state.ts';
import { MessagingError } from '../errors.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import type { OutgoingMessage } from '../publishing/outgoing-message.ts';
import { PublishWindow, type Shipment } from '../publishing/publish-window.ts';
import type { OutgoingFrame } from './stomp-frame.ts';
import { StompLink } from './stomp-link.ts';

/**
 * What goes into one transaction. ActiveMQ confirms the messages of a connection one after the other,
 * each when it is on disk: 2,000 a second alone, 10,000 in transactions of 100.
 */
const transaction = { messages: 100, bytes: 1024 * 1024 } as const;

/** Publishes over a connection of its own, many at a time: none waits for another's receipt. */
export class StompPublisher {
  readonly #link: StompLink;
  readonly #window: PublishWindow;
  #transactions = 0;

  constructor(url: string, { log, publishTimeoutMs }: PositionQueueSettings) {
    this.#window = new PublishWindow('ActiveMQ', publishTimeoutMs);
    this.#link = new StompLink({ url, purpose: 'publish', log });
  }

  /** Whether messages can be sent; false too while ActiveMQ is silent. */
  get connection(): ConnectionState {
    const { state } = this.#link;
    const { trouble } = this.#window;
    return state.connected && trouble !== undefined ? { connected: false, reason: trouble } : state;
  }

  /** Resolves when ActiveMQ has all messages for good, rejects with a `MessagingError` otherwise. */
  async send(messages: readonly OutgoingMessage[]): Promise<void> {
    await this.#window.send(this.#shipments(messages), this.#link.attempted);
  }

  /** Disconnects; what is not confirmed by then is rejected. */
  async close(): Promise<void> {
    await this.#link.close();
  }

  #shipments(messages: readonly OutgoingMessage[]): readonly Shipment[] {
    return inParts(messages).map((part) => ({
      messages: part.length,
      bytes: sizeOf(part),
      send: () => this.#confirm(part.length === 1 ? part.map(frameOf) : this.#inTransaction(part)),
    }));
  }

  async #confirm(frames: readonly OutgoingFrame[]): Promise<void> {
    const { session, state } = this.#link;
    if (session) return session.confirm(frames);
    const reason = state.connected ? 'The session is not open yet' : state.reason;
    throw new MessagingError('not-connected', reason);
  }

  #inTransaction(messages: readonly OutgoingMessage[]): readonly OutgoingFrame[] {
    this.#transactions += 1;
    const headers = { transaction: `publish-${this.#transactions}` };
    const sends = messages.map(frameOf).map((frame) => ({
      ...frame,
      headers: { ...frame.headers, ...headers },
    }));
    return [{ command: 'BEGIN', headers }, ...sends, { command: 'COMMIT', headers }];
  }
}

/** The messages in their order, in parts that are small enough for a transaction. */
function inParts(messages: readonly OutgoingMessage[]): readonly (readonly OutgoingMessage[])[] {
  const parts: OutgoingMessage[][] = [];
  let [part, bytes]: [OutgoingMessage[], number] = [[], 0];
  for (const message of messages) {
    const isFull = part.length >= transaction.messages || bytes >= transaction.bytes;
    if (part.length === 0 || isFull) {
      [part, bytes] = [[], 0];
      parts.push(part);
    }
    part.push(message);
    bytes += message.body.length;
  }
  return parts;
}

function sizeOf(messages: readonly OutgoingMessage[]): number {
  return messages.reduce((sum, { body }) => sum + body.length, 0);
}

function frameOf({ queue, body, headers }: OutgoingMessage): OutgoingFrame {
  // A message that says how long it is is bytes to ActiveMQ, others are text, which its console shows.
  const isText = isUtf8(body) && !body.includes(0);
  const kind = isText ? {} : { 'content-length': body.length };
  return {
    command: 'SEND',
    headers: { destination: `/queue/${queue}`, persistent: 'true', ...headers, ...kind },
    body,
  };
}

import { randomUUID } from 'node:crypto';
import { silentLog } from '../log.ts';
import { deadLetterQueue, type PositionQueueOptions } from '../position-queue-options.ts';
import type { PositionQueue } from '../position-queue.ts';
import type { StompFrame } from '../stomp/stomp-frame.ts';
import { StompPositionQueue } from '../stomp/stomp-position-queue.ts';
import { StompSession } from '../stomp/stomp-session.ts';
import { parseStompUrl } from '../stomp/stomp-url.ts';
import type { BrokerBehindProxy, DoomedQueue, ParkedMessage } from './broker-under-test.ts';
import { openDoomed } from './doomed-queue.ts';

/**
 * A queue of its own on the ActiveMQ of the tests; emptied afterwards, since STOMP has no word to remove
 * a queue by.
 */
export class ActiveMqUnderTest implements BrokerBehindProxy {
  readonly name = 'ActiveMQ';
  readonly queue = `fleetman-test-${randomUUID()}`;
  readonly deadLetters = deadLetterQueue(this.queue);
  readonly #url: string;
  readonly #opened: PositionQueue[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  open(options: Partial<PositionQueueOptions> = {}, url: string = this.#url): PositionQueue {
    const settings = { log: silentLog, queue: this.queue, ...options };
    const queue = new StompPositionQueue(url, settings);
    this.#opened.push(queue);
    return queue;
  }

  openDoomed(options?: Partial<PositionQueueOptions>): Promise<DoomedQueue> {
    return openDoomed(this.#url, (url) => this.open(options, url));
  }

  async send(body: string | Buffer, headers: StompHeaders = {}): Promise<void> {
    // Bytes that are no text would end at their first zero.
    const kind = typeof body === 'string' ? {} : { 'content-length': body.length };
    await this.look((session) =>
      session.confirm([
        {
          command: 'SEND',
          headers: { destination: `/queue/${this.queue}`, persistent: 'true', ...kind, ...headers },
          body: Buffer.from(body),
        },
      ]),
    );
  }

  async parked(): Promise<readonly ParkedMessage[]> {
    const messages = await this.browse(this.deadLetters);
    return messages.map(({ headers, body }) => ({
      cause: String(headers.get('cause')),
      detail: String(headers.get('detail')),
      body: body.toString(),
      count: Number(headers.get('count')),
    }));
  }

  /** All that lies in a queue now, and stays there; `headers` may have a `selector`. */
  browse(queue: string, headers: StompHeaders = {}): Promise<readonly StompFrame[]> {
    return this.look(async (session) => {
      const messages: StompFrame[] = [];
      const done = Promise.withResolvers<undefined>();
      const subscription = {
        id: 'browse',
        destination: `/queue/${queue}`,
        ack: 'client',
        ...headers,
      };
      await session.subscribe({ ...subscription, browser: 'true' }, (message) => {
        if (message.headers.get('browser') === 'end') done.resolve(undefined);
        else messages.push(message);
      });
      await done.promise;
      return messages;
    });
  }

  /** Takes this many messages out of a queue. */
  take(queue: string, count: number, headers: StompHeaders = {}): Promise<readonly StompFrame[]> {
    return this.look(async (session) => {
      const messages: StompFrame[] = [];
      const done = Promise.withResolvers<undefined>();
      const subscription = { id: 'take', destination: `/queue/${queue}`, ack: 'auto', ...headers };
      await session.subscribe(subscription, (message) => {
        messages.push(message);
        if (messages.length === count) done.resolve(undefined);
      });
      await done.promise;
      return messages;
    });
  }

  /** Does something beside the adapters. */
  async look<T>(action: (session: StompSession) => Promise<T>): Promise<T> {
    const session = await StompSession.open(parseStompUrl(this.#url));
    try {
      return await action(session);
    } finally {
      await session.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((queue) => queue.close()));
    for (const queue of [this.queue, this.deadLetters]) {
      const { length } = await this.browse(queue);
      if (length > 0) await this.take(queue, length);
    }
  }
}

type StompHeaders = Readonly<Record<string, string>>;

import { connect, type ChannelModel, type ConfirmChannel, type GetMessage } from 'amqplib';
import { disconnect } from '../amqp/disconnect.ts';
import { publishedAtHeader } from '../message-headers.ts';
import { deadLetterQueue } from '../position-queue-options.ts';
import type { DeadLetterBox, LetterVerdict, ParkedLetter } from './dead-letter-box.ts';

/** How long RabbitMQ has to answer the first words of a connection. */
const handshakeMs = 10_000;

/** The dead letters on RabbitMQ. */
export class AmqpDeadLetterBox implements DeadLetterBox {
  readonly #model: ChannelModel;
  readonly #channel: ConfirmChannel;
  readonly #queue: string;
  #isReturned = false;

  private constructor(model: ChannelModel, channel: ConfirmChannel, queue: string) {
    this.#model = model;
    this.#channel = channel;
    this.#queue = queue;
    channel.on('return', () => {
      this.#isReturned = true;
    });
  }

  static async open(url: string, queue: string): Promise<AmqpDeadLetterBox> {
    const model = await connect(url, { timeout: handshakeMs });
    model.on('error', () => {
      // What is under way rejects and says the same; without a listener the process would end.
    });
    const channel = await model.createConfirmChannel();
    channel.on('error', () => undefined);
    return new AmqpDeadLetterBox(model, channel, queue);
  }

  async sweep(judge: (letter: ParkedLetter) => LetterVerdict): Promise<void> {
    const dead = deadLetterQueue(this.#queue);
    const { messageCount } = await this.#channel.checkQueue(dead);
    for (let seen = 0; seen < messageCount; seen++) {
      const message = await this.#channel.get(dead);
      if (!message) return;
      const verdict = judge(letterOf(message));
      // Not given back: RabbitMQ 4 counts that, and throws away what came back 20 times.
      if (verdict === 'keep' || verdict === 'stop') await this.#send(dead, message);
      if (verdict === 'replay') await this.#send(this.#queue, message);
      this.#channel.ack(message);
      if (verdict === 'stop') return;
    }
  }

  async close(): Promise<void> {
    // A connection's close overtakes what its channel has still to send: acknowledgements.
    await this.#channel.close().catch(() => undefined);
    await disconnect(this.#model);
  }

  /** Resolves when the queue has a copy for good; rejects where there is no such queue. */
  async #send(queue: string, { content, properties }: GetMessage): Promise<void> {
    const headers: Readonly<Record<string, unknown>> = properties.headers ?? {};
    const expiration: unknown = properties.expiration;
    const isKept = queue !== this.#queue;
    this.#channel.sendToQueue(queue, content, {
      persistent: true,
      mandatory: true,
      contentType: 'application/json',
      headers: isKept
        ? withoutDeaths(letterOf({ content, properties }), headers)
        : publishedAt(headers),
      ...(isKept && typeof expiration === 'string' && { expiration }),
    });
    await this.#channel.waitForConfirms();
    // RabbitMQ confirms what it had no queue for, too, and has returned it before.
    if (this.#isReturned) throw new Error(`there is no queue ${queue}; the letter stays`);
  }
}

function publishedAt(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = headers[publishedAtHeader];
  return typeof given === 'number' ? { [publishedAtHeader]: given } : {};
}

/** Headers that RabbitMQ writes itself, and would count on, are left out; what they said stays. */
function withoutDeaths(
  { cause, detail, count }: ParkedLetter,
  headers: Readonly<Record<string, unknown>>,
) {
  const own = Object.entries(headers).filter(([name]) => !name.startsWith('x-'));
  return { ...Object.fromEntries(own), cause, detail, count };
}

function letterOf({
  content,
  properties,
}: Pick<GetMessage, 'content' | 'properties'>): ParkedLetter {
  const headers: Readonly<Record<string, unknown>> = properties.headers ?? {};
  const { cause, detail, count } = headers;
  const moved = headers['x-first-death-reason'];
  return {
    cause: text(cause) ?? text(moved) ?? 'unknown',
    detail: text(detail) ?? `moved by RabbitMQ (${text(moved) ?? 'it does not say why'})`,
    count: typeof count === 'number' ? count : 1,
    body: content,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

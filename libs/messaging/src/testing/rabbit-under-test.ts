import { randomUUID } from 'node:crypto';
import { connect, type Channel, type ChannelModel, type GetMessage } from 'amqplib';
import { AmqpPositionQueue } from '../amqp/amqp-position-queue.ts';
import { silentLog } from '../log.ts';
import { deadLetterQueue, type PositionQueueOptions } from '../position-queue-options.ts';
import type { PositionQueue } from '../position-queue.ts';
import type { BrokerUnderTest, ParkedMessage } from './broker-under-test.ts';

/** A queue of its own on the RabbitMQ of the tests, gone afterwards. */
export class RabbitUnderTest implements BrokerUnderTest {
  readonly queue = `fleetman-test-${randomUUID()}`;
  readonly #url: string;
  readonly #model: ChannelModel;
  /** For looking into queues, beside the adapters. */
  readonly channel: Channel;
  readonly #opened: PositionQueue[] = [];
  readonly #parked: ParkedMessage[] = [];

  private constructor(url: string, model: ChannelModel, channel: Channel) {
    this.#url = url;
    this.#model = model;
    this.channel = channel;
  }

  static async start(url: string): Promise<RabbitUnderTest> {
    const model = await connect(url);
    model.on('error', () => undefined);
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    return new RabbitUnderTest(url, model, channel);
  }

  /** As the contract says; by way of `url` where the test has a proxy. */
  open(options: Partial<PositionQueueOptions> = {}, url: string = this.#url): PositionQueue {
    const limits = { maxAgeMs: 5, ...options.limits };
    const settings = { log: silentLog, queue: this.queue, ...options, limits };
    const queue = new AmqpPositionQueue(url, settings);
    this.#opened.push(queue);
    return queue;
  }

  async send(body: string | Buffer): Promise<void> {
    this.channel.sendToQueue(this.queue, Buffer.from(body), { persistent: true });
  }

  async parked(): Promise<readonly ParkedMessage[]> {
    for await (const message of this.#take(deadLetterQueue(this.queue))) {
      const { cause, detail } = message.properties.headers ?? {};
      const body = message.content.toString();
      this.#parked.push({ cause: String(cause), detail: String(detail), body });
    }
    return this.#parked;
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((queue) => queue.close()));
    await this.channel.deleteQueue(this.queue);
    await this.channel.deleteQueue(deadLetterQueue(this.queue));
    await this.#model.close();
  }

  async *#take(queue: string): AsyncGenerator<GetMessage> {
    for (;;) {
      const message = await this.channel.get(queue, { noAck: true });
      if (!message) return;
      yield message;
    }
  }
}

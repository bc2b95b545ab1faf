import { randomUUID } from 'node:crypto';
import {
  connect,
  type Channel,
  type ChannelModel,
  type ConfirmChannel,
  type GetMessage,
} from 'amqplib';
import { AmqpPositionQueue } from '../amqp/amqp-position-queue.ts';
import { partitionExchange } from '../amqp/queues/partitions.ts';
import { silentLog } from '../log.ts';
import { deadLetterQueue, type PositionQueueOptions } from '../position-queue-options.ts';
import type { PositionQueue } from '../position-queue.ts';
import type { BrokerBehindProxy, DoomedQueue, ParkedMessage } from './broker-under-test.ts';
import { openDoomed } from './doomed-queue.ts';

/** A queue of its own on the RabbitMQ of the tests, gone afterwards. */
export class RabbitUnderTest implements BrokerBehindProxy {
  readonly name = 'RabbitMQ';
  readonly queue = `fleetman-test-${randomUUID()}`;
  readonly deadLetters = deadLetterQueue(this.queue);
  readonly #url: string;
  readonly #opened: PositionQueue[] = [];
  readonly #parked: ParkedMessage[] = [];
  #model: ChannelModel | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** As the contract says; by way of `url` where the test has a proxy. */
  open(options: Partial<PositionQueueOptions> = {}, url: string = this.#url): PositionQueue {
    const settings = { log: silentLog, queue: this.queue, ...options };
    const queue = new AmqpPositionQueue(url, settings);
    this.#opened.push(queue);
    return queue;
  }

  openDoomed(options?: Partial<PositionQueueOptions>): Promise<DoomedQueue> {
    return openDoomed(this.#url, (url) => this.open(options, url));
  }

  async send(body: string | Buffer): Promise<void> {
    await this.look(async (channel) => {
      channel.sendToQueue(this.queue, Buffer.from(body), { persistent: true });
    });
  }

  async parked(): Promise<readonly ParkedMessage[]> {
    for (;;) {
      const message = await this.take(this.deadLetters);
      if (!message) return this.#parked;
      const { cause, detail, count } = message.properties.headers ?? {};
      const body = message.content.toString();
      this.#parked.push({
        cause: String(cause),
        detail: String(detail),
        body,
        count: Number(count),
      });
    }
  }

  /** The oldest message of a queue, removed from it. */
  take(queue: string): Promise<GetMessage | false> {
    return this.look((channel) => channel.get(queue, { noAck: true }));
  }

  /** Does something beside the adapters, over a connection that survives a restart of the broker. */
  async look<T>(action: (channel: Channel) => Promise<T>): Promise<T> {
    this.#model ??= await this.#connect();
    const channel = await this.#model.createChannel();
    const result = await action(channel);
    await channel.close();
    return result;
  }

  /** As {@link look}, over a channel that confirms. */
  async withConfirms(action: (channel: ConfirmChannel) => Promise<void>): Promise<void> {
    this.#model ??= await this.#connect();
    const channel = await this.#model.createConfirmChannel();
    await action(channel);
    await channel.close();
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map((queue) => queue.close()));
    await this.look((channel) => channel.deleteQueue(this.queue));
    await this.look((channel) => channel.deleteQueue(this.deadLetters));
    await this.#model?.close();
  }

  /** As {@link close}, for a queue in partitions. */
  async closeAll(partitions: number): Promise<void> {
    await Promise.all(this.#opened.map((queue) => queue.close()));
    for (let number = 2; number <= partitions; number++) {
      await this.look((channel) => channel.deleteQueue(`${this.queue}.${number}`));
    }
    await this.look((channel) => channel.deleteExchange(partitionExchange(this.queue)));
    await this.close();
  }

  async #connect(): Promise<ChannelModel> {
    const model = await connect(this.#url);
    model.on('close', () => {
      this.#model = undefined;
    });
    model.on('error', () => {
      // 'close' follows.
    });
    return model;
  }
}

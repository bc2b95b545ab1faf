import type { Channel, ChannelModel } from 'amqplib';
import { BrokerConsumer } from '../broker-consumer.ts';
import type { ConsumerRoles } from '../broker-position-queue.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import { AmqpLink } from './amqp-link.ts';
import { ChannelDeliveries } from './channel-deliveries.ts';
import { declareDeadLetters } from './queues/declare-queues.ts';
import { declarePartitions } from './queues/partitions.ts';
import { trimDeadLetters } from './queues/trim-dead-letters.ts';

/** How often the dead letters are counted, in milliseconds. */
const trimMs = 10_000;

/** Takes reports from RabbitMQ. */
export class AmqpConsumer extends BrokerConsumer {
  protected readonly link: AmqpLink;

  constructor(url: string, roles: ConsumerRoles, settings: PositionQueueSettings) {
    super(roles, settings);
    this.link = new AmqpLink({
      url,
      purpose: 'consume',
      log: settings.log,
      createChannel: (model) => model.createChannel(),
      open: (channel, model) => this.#open(channel, model),
    });
  }

  async #open(channel: Channel, model: ChannelModel): Promise<void> {
    await declareDeadLetters(channel, this.settings.queue);
    const queues = await declarePartitions(channel, model, this.settings);
    this.#keepTrimmed(channel, model);
    const { prefetch } = this.settings.limits;
    const { deliveries, consumer } = await this.take(
      (ledger, forgiven) =>
        new ChannelDeliveries(channel, this.roles, ledger, { forgiven, prefetch }),
    );
    channel.on('close', () => {
      consumer.abandon();
    });
    const renew = () => {
      this.link.renew();
    };
    deliveries.start(queues, {
      onMessage: (message) => consumer.take(message),
      onCancelled: renew,
      onOverfull: () => void consumer.drain().then(renew),
    });
  }

  /** Bounds the dead letters now, and every few seconds until the channel closes. */
  #keepTrimmed(channel: Channel, model: ChannelModel): void {
    const { queue, deadLetters, events } = this.settings;
    const trim = () => {
      trimDeadLetters(model, queue, deadLetters.max)
        .then((dropped) => {
          if (dropped > 0) events.onDeadLettersDropped?.(dropped);
        })
        .catch(() => {
          // The connection was lost or the queue deleted: the next one begins anew.
        });
    };
    const timer = setInterval(trim, trimMs);
    channel.on('close', () => {
      clearInterval(timer);
    });
    trim();
  }
}

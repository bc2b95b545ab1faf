import { BrokerPositionQueue } from '../broker-position-queue.ts';
import { withDefaults, type PositionQueueOptions } from '../position-queue-options.ts';
import { AmqpConsumer } from './amqp-consumer.ts';
import { AmqpPublisher } from './amqp-publisher.ts';

/** The queue on RabbitMQ: a quorum queue and, for what is parked, its dead-letter queue. */
export class AmqpPositionQueue extends BrokerPositionQueue {
  /** Connects at once, and to `amqp:` or `amqps:` only. */
  constructor(url: string, options: PositionQueueOptions) {
    const settings = withDefaults(options, 'rabbitmq');
    super(settings, {
      publisher: new AmqpPublisher(url, settings),
      openConsumer: (roles) => new AmqpConsumer(url, roles, settings),
    });
  }
}

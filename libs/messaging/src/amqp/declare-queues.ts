import type { Channel, Options } from 'amqplib';
import { deadLetterQueue } from '../position-queue-options.ts';

/**
 * How publishers and consumers alike declare the queue of this name: one of them saying something
 * else is refused by RabbitMQ. Taken by RabbitMQ 3.10 and 4.
 */
function positionQueueOptions(queue: string): Options.AssertQueue {
  return {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      // Catches only a message that kills the process: a failing store gives nothing back.
      'x-delivery-limit': 20,
      // At-least-once demands reject-publish; the default strategy may lose a dead letter.
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadLetterQueue(queue),
    },
  };
}

const deadLetterQueueOptions: Options.AssertQueue = {
  durable: true,
  arguments: { 'x-queue-type': 'quorum' },
};

/** Makes the queue and its dead-letter queue where they do not exist yet. */
export async function declareQueues(channel: Channel, queue: string): Promise<void> {
  await channel.assertQueue(deadLetterQueue(queue), deadLetterQueueOptions);
  await channel.assertQueue(queue, positionQueueOptions(queue));
}

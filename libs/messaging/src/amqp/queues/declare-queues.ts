import type { Channel, ChannelModel, Options } from 'amqplib';
import { deadLetterQueue } from '../../position-queue-options.ts';
import { findOrDeclare } from './find-or-declare.ts';

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
async function declareQueues(channel: Channel, queue: string): Promise<void> {
  await declareDeadLetters(channel, queue);
  await declareQueue(channel, queue, queue);
}

/** Makes the dead-letter queue of a queue where it does not exist yet. */
export async function declareDeadLetters(channel: Channel, queue: string): Promise<void> {
  await channel.assertQueue(deadLetterQueue(queue), deadLetterQueueOptions);
}

/** Declares a queue unless it exists. It may be a partition of `queue`; both have the same dead-letter queue. */
export async function declareQueue(channel: Channel, name: string, queue: string): Promise<void> {
  await channel.assertQueue(name, positionQueueOptions(queue));
}

/**
 * Sees to it that both queues exist, for a publisher: who consumes declares them, and says so where
 * they have other settings. A user who may only publish cannot.
 */
export async function findQueues(model: ChannelModel, queue: string): Promise<void> {
  for (const name of [deadLetterQueue(queue), queue]) {
    await findOrDeclare(model, {
      name: `the queue ${name}`,
      find: (channel) => channel.checkQueue(name),
      declare: (channel) => declareQueues(channel, queue),
    });
  }
}

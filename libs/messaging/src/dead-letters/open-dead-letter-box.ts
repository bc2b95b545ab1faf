import { brokerScheme } from '../broker-scheme.ts';
import { MessagingError } from '../errors.ts';
import { AmqpDeadLetterBox } from './amqp-dead-letter-box.ts';
import type { DeadLetterBox } from './dead-letter-box.ts';
import { StompDeadLetterBox } from './stomp-dead-letter-box.ts';

/**
 * Connects to the dead letters of a queue, by the URL of the queue's broker. Rejects when that cannot be
 * reached, and with a `MessagingError` for `memory:`, which no other process can look into.
 */
export async function openDeadLetterBox(
  url: string,
  queue = 'positionQueue',
): Promise<DeadLetterBox> {
  const scheme = brokerScheme(url);
  switch (scheme) {
    case 'memory:':
      throw new MessagingError('invalid-url', 'memory: given, expected the URL of a broker');
    case 'amqp:':
    case 'amqps:':
      return AmqpDeadLetterBox.open(url, queue);
    case 'stomp:':
    case 'stomps:':
      return StompDeadLetterBox.open(url, queue);
    default:
      return scheme satisfies never;
  }
}

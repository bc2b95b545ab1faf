import { AmqpPositionQueue } from './amqp/amqp-position-queue.ts';
import { brokerScheme } from './broker-scheme.ts';
import { processBroker } from './memory/in-memory-broker.ts';
import { InMemoryPositionQueue } from './memory/in-memory-position-queue.ts';
import type { PositionQueueOptions } from './position-queue-options.ts';
import type { PositionQueue } from './position-queue.ts';
import { StompPositionQueue } from './stomp/stomp-position-queue.ts';

/**
 * The queue behind a URL: `memory:` (all such queues of a process meet; by `memory:?confirm=stored` a publish
 * resolves once its reports are stored), `amqp:` or `amqps:`
 * (RabbitMQ), `stomp:` or `stomps:` (ActiveMQ). Returns at once: connecting goes on behind, and the
 * caller closes the queue. Throws a `MessagingError` for any other scheme.
 */
export function openPositionQueue(url: string, options: PositionQueueOptions): PositionQueue {
  const scheme = brokerScheme(url);
  switch (scheme) {
    case 'memory:':
      return new InMemoryPositionQueue(options, processBroker, confirmsOf(url));
    case 'amqp:':
    case 'amqps:':
      return new AmqpPositionQueue(url, options);
    case 'stomp:':
    case 'stomps:':
      return new StompPositionQueue(url, options);
    default:
      return scheme satisfies never;
  }
}

function confirmsOf(url: string): 'queued' | 'stored' {
  return new URL(url).searchParams.get('confirm') === 'stored' ? 'stored' : 'queued';
}

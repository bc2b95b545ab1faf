import { AmqpLiveFeed } from './amqp/amqp-live-feed.ts';
import { brokerScheme } from './broker-scheme.ts';
import type { LiveFeedOptions } from './live/live-feed-options.ts';
import type { LiveFeed } from './live/live-feed.ts';
import { InMemoryLiveFeed } from './memory/in-memory-live-feed.ts';
import { StompLiveFeed } from './stomp/stomp-live-feed.ts';

/**
 * The live feed behind a URL: `memory:` (all such feeds of a process meet), `amqp:` or `amqps:`
 * (RabbitMQ), `stomp:` or `stomps:` (ActiveMQ). Returns at once: connecting goes on behind, and the
 * caller closes the feed. Throws a `MessagingError` for any other scheme.
 */
export function openLiveFeed(url: string, options: LiveFeedOptions): LiveFeed {
  const scheme = brokerScheme(url);
  switch (scheme) {
    case 'memory:':
      return new InMemoryLiveFeed(options);
    case 'amqp:':
    case 'amqps:':
      return new AmqpLiveFeed(url, options);
    case 'stomp:':
    case 'stomps:':
      return new StompLiveFeed(url, options);
    default:
      return scheme satisfies never;
  }
}

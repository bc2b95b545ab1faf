import type { PositionReport } from '@fleetman/contract';
import { BrokerPositionQueue } from '../broker-position-queue.ts';
import type { DeadLetter } from '../dead-letter.ts';
import { withDefaults, type PositionQueueOptions } from '../position-queue-options.ts';
import type { OutgoingMessage } from '../publishing/outgoing-message.ts';
import { drawHeader, newDraw } from './letter-sample.ts';
import { encodeMapMessage, mapTransformation } from './map-message.ts';
import { StompConsumer } from './stomp-consumer.ts';
import { StompPublisher } from './stomp-publisher.ts';

/**
 * The queue on ActiveMQ, over STOMP 1.2 (https://stomp.github.io/stomp-specification-1.2.html) with
 * ActiveMQ's own headers (https://activemq.apache.org/components/classic/documentation/stomp): `persistent`
 * and a `receipt` make a confirm of it, `activemq.prefetchSize` bounds what is under way, and
 * `transformation` has JMS MapMessages, those of the Java system, read and written as JSON.
 *
 * ActiveMQ makes queues when they are first spoken of, and lets nobody say over STOMP where dead letters
 * go: what cannot be stored is parked in `<queue>.dead` by us. A connection that ends gives its messages back,
 * and ActiveMQ counts that as a redelivery of each. STOMP has no limit to that, so our own restarts lose
 * nothing; a consumer in Java sends what was given back more than six times to `ActiveMQ.DLQ`.
 */
export class StompPositionQueue extends BrokerPositionQueue {
  /** Connects at once, and to `stomp:` or `stomps:` only. */
  constructor(url: string, options: PositionQueueOptions) {
    const settings = withDefaults(options, 'activemq');
    super(settings, {
      publisher: new StompPublisher(url, settings),
      openConsumer: (roles) => new StompConsumer(url, roles, settings),
    });
  }

  protected override letterHeaders(letter: DeadLetter): OutgoingMessage['headers'] {
    return { ...super.letterHeaders(letter), [drawHeader]: newDraw() };
  }

  protected override encode(
    reports: readonly PositionReport[],
    headers: OutgoingMessage['headers'],
  ): readonly OutgoingMessage[] {
    if (this.settings.format === 'json') {
      return super.encode(reports, { ...headers, 'content-type': 'application/json' });
    }
    return reports.map((report) => ({
      queue: this.settings.queue,
      body: encodeMapMessage(report),
      headers: { ...headers, ...mapTransformation },
    }));
  }
}

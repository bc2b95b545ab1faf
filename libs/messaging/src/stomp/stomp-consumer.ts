import { BrokerConsumer } from '../broker-consumer.ts';
import type { ConsumerRoles } from '../broker-position-queue.ts';
import type { PositionQueueSettings } from '../position-queue-options.ts';
import { StompDeliveries } from './stomp-deliveries.ts';
import { StompLink } from './stomp-link.ts';
import type { StompSession } from './stomp-session.ts';
import { keepTrimmed } from './trim-dead-letters.ts';

/** Takes reports from ActiveMQ. */
export class StompConsumer extends BrokerConsumer {
  protected readonly link: StompLink;

  constructor(url: string, roles: ConsumerRoles, settings: PositionQueueSettings) {
    super(roles, settings);
    this.link = new StompLink({
      url,
      purpose: 'consume',
      log: settings.log,
      open: (session) => this.#open(session),
    });
  }

  async #open(session: StompSession): Promise<void> {
    const { deliveries, consumer } = await this.take((ledger, forgiven) => {
      if (!session.isOpen) throw new Error('the session has ended meanwhile');
      const { prefetch } = this.settings.limits;
      return new StompDeliveries(session, this.roles, ledger, { forgiven, prefetch });
    });
    void session.ended.then(() => {
      consumer.abandon();
    });
    const { queue, deadLetters, events } = this.settings;
    await keepTrimmed(session, queue, deadLetters, (count) => {
      events.onDeadLettersDropped?.(count);
    });
    await deliveries.start(queue, {
      onMessage: (message) => consumer.take(message),
      onUnfit: () => void consumer.drain().then(() => session.close()),
    });
  }
}

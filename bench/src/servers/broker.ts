import { connect, type ChannelModel } from 'amqplib';
import type { Observed } from '../measuring/observed-process.ts';
import { findListener } from '../measuring/process-usage.ts';

/** The queue of the services, its dead letters, and the one of the bench's own ceilings. */
const queues = ['positionQueue', 'positionQueue.dead', 'fleetman.bench', 'fleetman.bench.dead'];

/** The queue in which the broker alone is measured. */
export const ceilingQueue = 'fleetman.bench';

/** The RabbitMQ that a benchmark uses. */
export class Broker {
  readonly url: string;
  readonly version: string;
  readonly #connection: ChannelModel;

  private constructor(url: string, connection: ChannelModel) {
    this.url = url;
    this.#connection = connection;
    const properties: { version?: unknown } = connection.connection.serverProperties;
    this.version = String(properties.version);
  }

  /** Connects; rejects if nobody listens there. */
  static async connect(url: string): Promise<Broker> {
    return new Broker(url, await connect(url, { timeout: 3_000 }));
  }

  /** Its own process, if it runs on this machine and may be seen. */
  observe(): readonly Observed[] {
    return observeListener('RabbitMQ', this.url, 5672);
  }

  /**
   * Deletes the queues, with what is in them.
   *
   * @throws Error if somebody else consumes: these would be another's reports.
   */
  async empty(): Promise<void> {
    for (const queue of queues) {
      const { consumerCount } = (await this.#look(queue)) ?? { consumerCount: 0 };
      if (consumerCount > 0) {
        const hint = 'stop them, or give AMQP_URL a virtual host of its own';
        throw new Error(`${queue} on ${this.url} has ${consumerCount} consumers: ${hint}`);
      }
      const channel = await this.#connection.createChannel();
      await channel.deleteQueue(queue);
      await channel.close();
    }
  }

  /** How many messages wait in the queue of the services. */
  async queueLength(): Promise<number> {
    return (await this.#look('positionQueue'))?.messageCount ?? 0;
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  /** A channel dies of asking for a queue that does not exist. */
  async #look(queue: string): Promise<{ consumerCount: number; messageCount: number } | undefined> {
    const channel = await this.#connection.createChannel();
    channel.on('error', () => undefined);
    try {
      const found = await channel.checkQueue(queue);
      await channel.close();
      return found;
    } catch {
      return undefined;
    }
  }
}

/** The process that listens where a URL points, if it runs on this machine and may be seen. */
export function observeListener(
  name: string,
  url: string,
  defaultPort: number,
): readonly Observed[] {
  const { hostname, port } = new URL(url);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return [];
  const pid = findListener(Number(port === '' ? defaultPort : port));
  return pid === undefined ? [] : [{ name, pid }];
}

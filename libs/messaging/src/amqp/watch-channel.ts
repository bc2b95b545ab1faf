import type { Channel, ChannelModel } from 'amqplib';
import type { Log } from '../log.ts';
import { describeBrokerError } from './describe-broker-error.ts';
import { disconnect } from './disconnect.ts';

/**
 * Has a channel that dies take its connection along, so that recovery opens both anew: it looks at
 * connections only.
 */
export function watchChannel<C extends Channel>(channel: C, model: ChannelModel, log: Log): C {
  channel.on('error', (error) => {
    log.warn({ err: error }, `RabbitMQ closed a channel: ${describeBrokerError(error)}`);
  });
  // A moment later, since a connection that is dying itself closes its channels first.
  channel.on('close', () => setImmediate(() => void disconnect(model)));
  return channel;
}

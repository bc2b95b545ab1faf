import type { Duplex } from 'node:stream';
import type { ChannelModel } from 'amqplib';
import { pause } from '../back-off.ts';

/** How long RabbitMQ has to say goodbye; amqplib alone would wait for ever. */
const farewellMs = 2_000;

/** Runs `close`, which says goodbye to RabbitMQ, then lets go of the connection in any case. */
export async function disconnect(
  model: ChannelModel,
  close: () => Promise<void> = () => model.close(),
): Promise<void> {
  const farewell = new AbortController();
  const closed = close().catch(() => {
    // Rejected by amqplib where the connection is closed already, which is what we want.
  });
  await Promise.race([closed, pause(farewellMs, farewell.signal)]);
  farewell.abort();
  socketOf(model).destroy(new Error('Disconnected'));
}

/** amqplib has no other way to give up a connection whose other side is silent. */
function socketOf(model: ChannelModel): Duplex {
  return (model.connection as unknown as { readonly stream: Duplex }).stream;
}

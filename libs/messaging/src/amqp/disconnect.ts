import type { Duplex } from 'node:stream';
import type { ChannelModel } from 'amqplib';
import { settledWithin } from '../settled-within.ts';

/** How long RabbitMQ has to say goodbye; amqplib would wait for ever where the other side is silent. */
export const farewellMs = 2_000;

/** Waits for `closing`, which says goodbye to RabbitMQ, then lets go of the connection in any case. */
export async function disconnect(model: ChannelModel, closing = model.close()): Promise<void> {
  await settledWithin(farewellMs, closing);
  socketOf(model).destroy(new Error('Disconnected'));
}

/** amqplib has no other way to give up a connection whose other side is silent. */
function socketOf(model: ChannelModel): Duplex {
  return (model.connection as unknown as { readonly stream: Duplex }).stream;
}

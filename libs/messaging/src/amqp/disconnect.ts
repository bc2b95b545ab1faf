import type { Duplex } from 'node:stream';
import { settledWithin } from '@fleetman/toolkit';
import type { ChannelModel } from 'amqplib';

/** How long RabbitMQ has to answer a goodbye. */
const farewellMs = 1_000;

/** Says goodbye to RabbitMQ, or waits for `closing` to say it, then lets go of the connection. */
export async function disconnect(model: ChannelModel, closing = model.close()): Promise<void> {
  await answered(model, closing);
  socketOf(model).destroy(new Error('Disconnected'));
}

/** Waits for the answer to a goodbye: amqplib would for ever, where the other side dies or is silent. */
export async function answered(model: ChannelModel, goodbye: Promise<void>): Promise<void> {
  const closed = new Promise((resolve) => model.once('close', resolve));
  await settledWithin(farewellMs, Promise.race([goodbye, closed]));
}

/** amqplib has no other way to give up a connection whose other side is silent. */
function socketOf(model: ChannelModel): Duplex {
  return (model.connection as unknown as { readonly stream: Duplex }).stream;
}

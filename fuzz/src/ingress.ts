import { processBroker } from '@fleetman/messaging/testing';
import { pause } from '@fleetman/toolkit';
import { connect, type ChannelModel } from 'amqplib';

/** The queue of the tracker, as those see it who put bytes in. */
export interface Ingress {
  readonly url: string;
  /** Resolves when the queue has the message; a full queue makes it wait. */
  offer(body: Buffer): Promise<void>;
  close(): Promise<void>;
}

const queueName = 'positionQueue';

/** The queue of this process. */
export function memoryIngress(): Ingress {
  return {
    url: 'memory:',
    offer: async (body) => {
      const message = { body, publishedAt: Date.now() };
      // Full: the tracker is given time, as a publisher is made to wait.
      while (!processBroker.queue(queueName).offer(message)) await pause(1);
    },
    close: async () => undefined,
  };
}

/** So many messages may wait in RabbitMQ: the tracker is given time, as above. */
const mostWaiting = 2_000;

/** How often it is looked how many wait, in messages. */
const lookEvery = 500;

/** The queue of the services on a RabbitMQ, emptied before; nobody else may use it meanwhile. */
export async function rabbitIngress(url: string): Promise<Ingress> {
  const model = await connect(url);
  await purge(model);
  const channel = await model.createConfirmChannel();
  let offered = 0;
  const isFull = async () => (await channel.checkQueue(queueName)).messageCount > mostWaiting;
  return {
    url,
    offer: async (body) => {
      offered += 1;
      channel.sendToQueue(queueName, body, {
        persistent: true,
        headers: { 'published-at': Date.now() },
      });
      if (offered % lookEvery > 0) return;
      await channel.waitForConfirms();
      while (await isFull()) await pause(50);
    },
    close: async () => {
      await model.close();
    },
  };
}

async function purge(model: ChannelModel): Promise<void> {
  const channel = await model.createChannel();
  channel.on('error', () => {
    // There is no such queue yet: the tracker makes it.
  });
  const isThere = await channel.purgeQueue(queueName).then(
    () => true,
    () => false,
  );
  if (isThere) await channel.close();
}

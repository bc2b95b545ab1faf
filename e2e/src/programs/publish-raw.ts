import { connect } from 'amqplib';

/** Sends messages as they are into the queue of reports at `url`, and waits until RabbitMQ has them. */
export async function publishRaw(url: string, ...bodies: readonly string[]): Promise<void> {
  const model = await connect(url);
  try {
    const channel = await model.createConfirmChannel();
    for (const body of bodies) {
      channel.sendToQueue('positionQueue', Buffer.from(body), { persistent: true });
    }
    await channel.waitForConfirms();
  } finally {
    await model.close();
  }
}

import type { ChannelModel } from 'amqplib';
import { deadLetterQueue } from '../../position-queue-options.ts';

/** Letters that are taken out together. */
const portion = 200;

/**
 * Drops the oldest dead letters beyond `max` and resolves with their number. By hand, since the length of a
 * queue that exists cannot be bounded: its arguments are for good, and a policy takes rights that no service
 * has. How old they get is bounded by the `expiration` of each.
 */
export async function trimDeadLetters(
  model: ChannelModel,
  queue: string,
  max: number,
): Promise<number> {
  const dead = deadLetterQueue(queue);
  const channel = await model.createChannel();
  channel.on('error', () => {
    // The queue was deleted: the question rejects and says the same.
  });
  const { messageCount } = await channel.checkQueue(dead);
  let dropped = 0;
  while (dropped < messageCount - max) {
    const count = Math.min(portion, messageCount - max - dropped);
    const taken = await Promise.all(
      Array.from({ length: count }, () => channel.get(dead, { noAck: true })),
    );
    const letters = taken.filter((message) => message !== false).length;
    dropped += letters;
    if (letters < count) break;
  }
  await channel.close();
  return dropped;
}

/** A helper that takes messages from a queue and acknowledges them, and does nothing with them. */
import { connect, type Channel, type ChannelModel } from 'amqplib';
import { serveTasks } from './helper-process.ts';

/** As many as the tracker has in hand. */
const prefetch = 1_000;
const ackEvery = 100;
const ackWithinMs = 10;

let connection: ChannelModel | undefined;
let reports = 0;

/** Takes what comes; `perMessage` says how many reports each message counts for. */
async function consume(order: { url: string; queue: string; perMessage: number }): Promise<void> {
  await connection?.close();
  reports = 0;
  connection = await connect(order.url);
  const channel = await connection.createChannel();
  await channel.prefetch(prefetch);
  const acknowledge = acknowledgeTogether(channel);
  await channel.consume(order.queue, (message) => {
    if (!message) return;
    reports += order.perMessage;
    acknowledge(message.fields.deliveryTag);
  });
}

/** Acknowledges a hundred at once, and fewer when no more come. */
function acknowledgeTogether(channel: Channel): (tag: number) => void {
  let [last, waiting] = [0, 0];
  const flush = () => {
    if (waiting === 0) return;
    waiting = 0;
    // All up to this one; amqplib reads nothing but the tag.
    channel.ack({ fields: { deliveryTag: last } } as Parameters<Channel['ack']>[0], true);
  };
  let timer: NodeJS.Timeout | undefined;
  return (tag) => {
    last = tag;
    waiting++;
    if (waiting >= ackEvery) flush();
    else if (waiting === 1) {
      clearTimeout(timer);
      timer = setTimeout(flush, ackWithinMs);
    }
  };
}

serveTasks({ consume, count: () => reports }, () => connection?.close());

import type { Channel, ChannelModel } from 'amqplib';
import { declareQueue } from './declare-queues.ts';
import { exists } from './find-or-declare.ts';

/** A queue in partitions, as the setting has it: the same for all who publish and consume, in the end. */
export interface PartitionedQueue {
  readonly queue: string;
  readonly partitions: number;
}

/** No queue has more: where the search for those of an earlier setting ends. */
const mostPartitions = 32;

/** The exchange that spreads messages over the partitions by a hash of their routing key. */
export function partitionExchange(queue: string): string {
  return `${queue}.partitions`;
}

/** The partitions' queues: the first has the queue's own name, so that it may have been the only one. */
function partitionNames(queue: string, from: number, until: number): readonly string[] {
  return Array.from({ length: until - from + 1 }, (_, index) => nameOf(queue, from + index));
}

function nameOf(queue: string, number: number): string {
  return number === 1 ? queue : `${queue}.${number}`;
}

/**
 * Declares the partitions, has messages spread over them and resolves with the queues to take from: these,
 * and those of an earlier, greater setting. The latter get nothing new from then on, and are to be emptied; an
 * operator may delete them afterwards. Rejects where RabbitMQ has no such exchanges.
 */
export async function declarePartitions(
  channel: Channel,
  model: ChannelModel,
  { queue, partitions }: PartitionedQueue,
): Promise<readonly string[]> {
  const names = partitionNames(queue, 1, partitions);
  for (const name of names) await declareQueue(channel, name, queue);
  const surplus = await surplusOf(model, { queue, partitions });
  const exchange = partitionExchange(queue);
  const isSpread = await exists(model, (asking) => asking.checkExchange(exchange));
  // With one partition the exchange serves those who still publish to several.
  if (partitions > 1 || isSpread) {
    await channel.assertExchange(exchange, 'x-consistent-hash', { durable: true });
    // The key of a binding is the queue's weight.
    for (const name of names) await channel.bindQueue(name, exchange, '1');
    for (const name of surplus) await channel.unbindQueue(name, exchange, '1');
  }
  return [...names, ...surplus];
}

async function surplusOf(
  model: ChannelModel,
  { queue, partitions }: PartitionedQueue,
): Promise<readonly string[]> {
  const surplus: string[] = [];
  for (const name of partitionNames(queue, partitions + 1, mostPartitions)) {
    if (!(await exists(model, (asking) => asking.checkQueue(name)))) break;
    surplus.push(name);
  }
  return surplus;
}

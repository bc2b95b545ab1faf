import { wholeNumber } from './setting-kinds.ts';

/** Over how many queues reports are spread: the same for simulator and tracker. */
export const queuePartitions = wholeNumber(1, 32).prefault('1');

interface QueueSettings {
  readonly QUEUE_URL: string;
  readonly QUEUE_PARTITIONS: number;
}

/** Whether the broker can have so many; for `refine`, with {@link partitionsProblem}. */
export function hasPartitions({ QUEUE_URL, QUEUE_PARTITIONS }: QueueSettings): boolean {
  return QUEUE_PARTITIONS === 1 || !/^stomps?:/i.test(QUEUE_URL);
}

export const partitionsProblem = {
  path: ['QUEUE_PARTITIONS'],
  message: 'expected 1: only RabbitMQ (QUEUE_URL=amqp://…) spreads reports over several queues',
};

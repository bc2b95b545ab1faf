/**
 * `node --conditions=@fleetman/source taker.ts URL QUEUE`: a process of its own that takes reports, and dies
 * of those named `Poison`. Tells its parent what it has in hand and what it has stored.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { AmqpPositionQueue } from '../amqp/amqp-position-queue.ts';
import { silentLog } from '../log.ts';

/** What a taker tells. */
export interface TakerNews {
  readonly event: 'taken' | 'stored' | 'parked';
  readonly vehicles: readonly string[];
}

/** How long its store takes, so that it can be killed in between. */
const storeMs = 5;

const [url = '', queue = ''] = process.argv.slice(2);

const tell = (news: TakerNews) =>
  new Promise<void>((resolve) => {
    process.send?.(news, undefined, undefined, () => {
      resolve();
    });
  });

const onParked = (cause: string) => void tell({ event: 'parked', vehicles: [cause] });
const taker = new AmqpPositionQueue(url, { log: silentLog, queue, events: { onParked } });
await taker.consume(async (batch) => {
  const vehicles = batch.map(({ vehicle }) => vehicle);
  if (vehicles.includes('Poison')) process.kill(process.pid, 'SIGKILL');
  await tell({ event: 'taken', vehicles });
  await delay(storeMs);
  await tell({ event: 'stored', vehicles });
  return [];
});

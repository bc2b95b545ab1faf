import { openPositionQueue } from '@fleetman/messaging';
import { subject, type Bench } from '../scenarios/scenario.ts';
import { ceilingQueue } from '../servers/broker.ts';
import type { Subject } from '../measuring/rounds.ts';
import { runClosedLoop } from './closed-loop.ts';
import type { Load } from './ingest-rig.ts';
import { quiet } from './quiet-log.ts';
import { reportChunks } from './report-stream.ts';

/**
 * The broker without a tracker: the same messages published with confirms into a queue of the same kind,
 * and taken and acknowledged by a consumer that does nothing else.
 */
export async function brokerAlone(bench: Bench, load: Load): Promise<Subject> {
  const { broker } = bench;
  const consumer = await bench.helper('consumer', 'servers/bare-consumer');
  const { perMessage: reportsPerMessage } = load;
  const options = { log: quiet, reportsPerMessage, queue: ceilingQueue };
  const queue = openPositionQueue(broker.url, options);
  bench.onEnd(() => queue.close());
  const chunks = reportChunks({ ...load, chunkSize: 1_000 });
  // The first publish makes the queue.
  await queue.publish(chunks.next().value);
  await consumer.ask('consume', {
    url: broker.url,
    queue: ceilingQueue,
    perMessage: load.perMessage,
  });
  const observed = [consumer, { name: 'publisher', pid: process.pid }, ...broker.observe()];
  return subject('broker alone', observed, (ms) =>
    runClosedLoop({
      chunks,
      publish: (reports) => queue.publish(reports),
      countDone: () => consumer.ask<number>('count'),
      ms,
    }),
  );
}

import { openPositionQueue } from '@fleetman/messaging';
import { drive } from './load.ts';
import { ObservedProcess } from './observed-process.ts';
import { printResult } from './print-result.ts';
import { emptyServers, observeServers, serverEnvironment } from './real-servers.ts';
import { quiet } from './quiet-log.ts';
import { readMetric, startProcess } from './service-process.ts';

/** Reports a second from confirmed publish to stored and acknowledged, over RabbitMQ and MongoDB. */
export async function benchThroughput(seconds: number): Promise<void> {
  await emptyServers();
  const tracker = await startProcess('position-tracker', 18_090, serverEnvironment);
  const queue = openPositionQueue(serverEnvironment.QUEUE_URL, { log: quiet });
  const processes = [
    new ObservedProcess('position-tracker', tracker.pid),
    new ObservedProcess('publisher', process.pid),
    ...observeServers(),
  ];
  try {
    const countStored = () => readMetric(tracker.url, 'fleetman_reports_stored_total');
    const rate = await drive({ queue, countStored, processes, seconds });
    printResult(`${Math.round(rate)} reports/s over RabbitMQ and MongoDB, ${seconds} s`, processes);
  } finally {
    await queue.close();
    await tracker.stop();
  }
}

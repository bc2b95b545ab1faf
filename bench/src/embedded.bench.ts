import { openPositionQueue } from '@fleetman/messaging';
import { positionTracker } from '@fleetman/position-tracker';
import { createHost, loadConfig, startService } from '@fleetman/service-kit';
import { drive } from './load.ts';
import { ObservedProcess } from './observed-process.ts';
import { printResult } from './print-result.ts';
import { quiet } from './quiet-log.ts';

/** The same in one process, as `npm start` runs: queue and store in memory. */
export async function benchEmbedded(seconds: number): Promise<void> {
  const url = 'memory:';
  const environment = {
    PORT: '0',
    LOG_LEVEL: 'warn',
    QUEUE_URL: url,
    LIVE_URL: url,
    STORE_URL: url,
  };
  const config = loadConfig(positionTracker.config, environment);
  const host = createHost('bench', config);
  const tracker = await startService(positionTracker, { config, host });
  const queue = openPositionQueue(url, { log: quiet });
  const processes = [new ObservedProcess('publisher and tracker', process.pid)];
  const stored = host.metrics.counter({
    name: 'fleetman_reports_stored_total',
    help: 'Reports stored',
  });
  try {
    const countStored = async () => (await stored.get()).values[0]?.value ?? 0;
    const rate = await drive({ queue, countStored, processes, seconds });
    printResult(`${Math.round(rate)} reports/s in one process, ${seconds} s`, processes);
  } finally {
    await queue.close();
    await tracker.close();
  }
}

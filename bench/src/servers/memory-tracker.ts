/**
 * A helper that runs a tracker whose queue is memory, and what publishes for it, since nobody else can reach
 * such a queue. Its store is memory, too, unless `STORE_URL` names another.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { decodeReports, encodeReports } from '@fleetman/contract';
import { openPositionQueue, type PositionQueue } from '@fleetman/messaging';
import { positionTracker } from '@fleetman/position-tracker';
import { createHost, loadConfig, startService } from '@fleetman/service-kit';
import { runClosedLoop, type LoopOutcome } from '../load/closed-loop.ts';
import { quiet } from '../load/quiet-log.ts';
import { reportChunks, type ReportStream } from '../load/report-stream.ts';
import { serveTasks } from './helper-process.ts';

const url = 'memory:';
const memory = { PORT: '0', QUEUE_URL: url, LIVE_URL: url };
const environment = { STORE_URL: url, ...process.env, ...memory };
const config = loadConfig(positionTracker.config, environment);
const host = createHost('bench', config);
const tracker = await startService(positionTracker, { config, host });
const stored = host.metrics.counter({
  name: 'fleetman_reports_stored_total',
  help: 'Reports stored',
});

interface Load extends Omit<ReportStream, 'chunkSize'> {
  readonly perMessage: number;
}

/** Every load has a fleet of its own: none reports what was reported before. */
let loads = 0;

function streamOf({ vehicles, prefix, secondsAgo }: Load) {
  const name = prefix ?? `Van ${++loads}`;
  return reportChunks({ vehicles, prefix: name, secondsAgo, chunkSize: 1_000 });
}

async function countStored(): Promise<number> {
  return (await stored.get()).values[0]?.value ?? 0;
}

/** One process has its reports published as fast as the tracker stores them. */
async function drive(load: Load & { ms: number }): Promise<LoopOutcome> {
  const queue = openPositionQueue(url, { log: quiet, reportsPerMessage: load.perMessage });
  try {
    const publish = (reports: Parameters<PositionQueue['publish']>[0]) => queue.publish(reports);
    return await runClosedLoop({
      chunks: streamOf(load),
      publish,
      countDone: countStored,
      ...load,
    });
  } finally {
    await queue.close();
  }
}

/** Has every vehicle of a fleet report so often, and resolves when all is stored. */
async function fill({ fixesEach, ...load }: Load & { fixesEach: number }): Promise<void> {
  const queue = openPositionQueue(url, { log: quiet, reportsPerMessage: load.perMessage });
  const chunks = streamOf(load);
  const wanted = (await countStored()) + load.vehicles * fixesEach;
  for (let left = load.vehicles * fixesEach; left > 0; left -= 1_000) {
    await queue.publish(chunks.next().value.slice(0, left));
  }
  while ((await countStored()) < wanted) await delay(20);
  await queue.close();
}

/** What a message costs that is only written and read: the ceiling of a queue in memory. */
function codecAlone({ ms, perMessage, ...load }: Load & { ms: number }): LoopOutcome {
  const chunks = streamOf({ perMessage, ...load });
  const start = performance.now();
  let work = 0;
  while (performance.now() - start < ms) {
    const reports = chunks.next().value;
    for (let first = 0; first < reports.length; first += perMessage) {
      const body = Buffer.from(encodeReports(reports.slice(first, first + perMessage)));
      work += decodeReports(body.toString()).reports.length;
    }
  }
  return { rate: work / ((performance.now() - start) / 1_000), work };
}

serveTasks({ url: () => tracker.url, drive, fill, codecAlone }, () => tracker.close());

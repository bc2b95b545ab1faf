import { setTimeout as delay } from 'node:timers/promises';
import { LiveClient, type Telling } from './live-client.ts';
import { usageOf } from './process-usage.ts';
import { readMetric, startProgram, type ServiceProcess } from './service-process.ts';

const vehicles = 10_000;
const tellings: readonly Telling[] = ['JSON', 'frames', 'frames of a street'];
const crowds = [1, 10, 100];

/** The rest of what clients outside a view are told comes every ten seconds: whole rounds are counted. */
const roundMs = 10_000;

interface Load {
  /** 1 is a whole core. */
  readonly cores: number;
  readonly bytesPerSecond: number;
  readonly reportsPerSecond: number;
}

/**
 * What it costs to tell 1, 10 and 100 clients of 10,000 vehicles that report once a second: processor
 * and bytes, as JSON, in frames, and in frames to clients that look at one street. `seconds` is for
 * each of them. The fleet, the tracker and the gateway run in one process; what they cost without a
 * client is measured first and taken off.
 */
export async function benchLive(seconds: number): Promise<void> {
  const rounds = Math.max(1, Math.round((seconds * 1_000) / roundMs));
  const fleet = await startProgram('embedded/dist/main.js', 18_080, {
    VEHICLES: String(vehicles),
    REPORT_INTERVAL: '1s',
    BACKFILL: '0',
    HISTORY_MAX_POSITIONS: '100000',
  });
  try {
    // Every vehicle has reported, and the compiler has seen all of it.
    await delay(roundMs);
    const alone = await measure(fleet, [], rounds);
    console.log(
      `${vehicles} vehicles, ${Math.round(alone.reportsPerSecond)} reports/s, ` +
        `${percent(alone.cores)} % of a core without a client`,
    );
    const rows = [];
    for (const crowd of crowds) {
      for (const telling of tellings) {
        const load = await withClients(fleet, { telling, crowd, rounds });
        console.log(`${crowd} clients told in ${telling}: measured`);
        rows.push({
          clients: crowd,
          told: telling,
          'CPU % for them': percent(load.cores - alone.cores),
          'kB/s each': Math.round(load.bytesPerSecond / crowd / 1_000),
          'bytes a report': (load.bytesPerSecond / crowd / load.reportsPerSecond).toFixed(1),
        });
      }
    }
    console.table(rows);
  } finally {
    await fleet.stop();
  }
}

async function withClients(
  fleet: ServiceProcess,
  { telling, crowd, rounds }: { telling: Telling; crowd: number; rounds: number },
): Promise<Load> {
  const opening = Array.from({ length: crowd }, () => LiveClient.open(fleet.url, telling));
  const clients = await Promise.all(opening);
  try {
    return await measure(fleet, clients, rounds);
  } finally {
    for (const client of clients) client.close();
  }
}

async function measure(
  { pid, url }: ServiceProcess,
  clients: readonly LiveClient[],
  rounds: number,
): Promise<Load> {
  const now = async () => ({
    time: performance.now() / 1_000,
    cpu: usageOf(pid).cpuSeconds,
    bytes: clients.reduce((sum, { bytes }) => sum + bytes, 0),
    reports: await readMetric(url, 'fleetman_reports_stored_total'),
  });
  // Snapshots are not counted: they come once.
  await delay(1_000);
  const before = await now();
  await delay(rounds * roundMs);
  const after = await now();
  const seconds = after.time - before.time;
  return {
    cores: (after.cpu - before.cpu) / seconds,
    bytesPerSecond: (after.bytes - before.bytes) / seconds,
    reportsPerSecond: (after.reports - before.reports) / seconds,
  };
}

function percent(cores: number): number {
  return Math.round(cores * 100);
}

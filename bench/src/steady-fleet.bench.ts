import { setTimeout as delay } from 'node:timers/promises';
import { ObservedProcess } from './observed-process.ts';
import { printResult } from './print-result.ts';
import { emptyServers, observeServers, queueLength, serverEnvironment } from './real-servers.ts';
import { readMetric, startProcess, type ServiceProcess } from './service-process.ts';

const lookEveryMs = 5_000;

/** 1,000 vehicles that report once a second: how long the queue gets, and whether memory stays flat. */
export async function benchSteadyFleet(seconds: number): Promise<void> {
  await emptyServers();
  const started: ServiceProcess[] = [];
  const start = async (name: string, port: number, extra = {}): Promise<ObservedProcess> => {
    const service = await startProcess(name, port, { ...serverEnvironment, ...extra });
    started.push(service);
    return new ObservedProcess(name, service.pid);
  };
  try {
    const tracker = await start('position-tracker', 18_090);
    const gateway = await start('api-gateway', 18_080, { TRACKER_URL: 'http://127.0.0.1:18090' });
    const fleet = { VEHICLES: '1000', REPORT_INTERVAL: '1s' };
    const simulator = await start('position-simulator', 18_070, fleet);
    // The first minute fills caches and pools; what grows after it would grow for ever.
    await delay(Math.min(60_000, seconds * 200));
    const processes = [simulator, tracker, gateway, ...observeServers()];
    const lengths = await watch(processes, seconds);
    const stored = await readMetric('http://127.0.0.1:18090', 'fleetman_reports_stored_total');
    const [median = 0, longest = 0] = [lengths[lengths.length >> 1], lengths.at(-1)];
    const queue = `queue length median ${median}, longest ${longest}`;
    printResult(`${Math.round(stored)} reports stored, ${queue}, ${seconds} s`, processes);
  } finally {
    await Promise.all(started.map((service) => service.stop()));
  }
}

/** Looks at queue and processes every few seconds; gives the queue's lengths, shortest first. */
async function watch(processes: readonly ObservedProcess[], seconds: number): Promise<number[]> {
  const lengths: number[] = [];
  for (let passed = 0; passed < seconds * 1_000; passed += lookEveryMs) {
    await delay(lookEveryMs);
    lengths.push(await queueLength());
    for (const process of processes) process.look();
  }
  return lengths.sort((a, b) => a - b);
}

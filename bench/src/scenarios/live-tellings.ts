import { setTimeout as delay } from 'node:timers/promises';
import type { Telling } from '../load/live-client.ts';
import { cpuSecondsOfProcess } from '../measuring/process-usage.ts';
import { runRounds } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure } from '../report/make-figure.ts';
import type { HelperProcess } from '../servers/helper-process.ts';
import type { ServiceProcess } from '../servers/service-process.ts';
import { subject, type Bench } from './scenario.ts';

const tellings: readonly Telling[] = ['JSON', 'frames', 'frames of a street'];
const tellingCrowds = [1, 10, 100];
/** The rest of what clients outside a view are told comes every ten seconds: whole rounds are counted. */
const roundMs = 10_000;

interface Setting {
  readonly fleet: ServiceProcess;
  readonly crowd: HelperProcess;
  readonly vehicles: number;
}

/** What it costs to tell clients in each of the ways, beyond what the fleet costs without them. */
export async function measureTellings(bench: Bench, setting: Setting): Promise<Figure[]> {
  const { fleet, crowd, vehicles } = setting;
  const url = `${fleet.url}/api`;
  const figures: Figure[] = [];
  for (const clients of tellingCrowds) {
    for (const telling of tellings) {
      const one = subject(telling, [fleet, crowd], async (ms) => {
        const alone = await coresOf(fleet, ms);
        await crowd.ask('open', { url, count: clients, telling });
        const before = cpuSecondsOfProcess(fleet.pid);
        const { kBps } = await deliveries(crowd, ms);
        const cores = (cpuSecondsOfProcess(fleet.pid) - before) / (ms / 1_000);
        await crowd.ask('close');
        return { percent: 100 * (cores - alone), kBps: kBps / clients };
      });
      const runs = (await runRounds([one], { runMs: roundMs, warmUpMs: 0 })).get(one) ?? [];
      const name = `${clients} clients told in ${telling}, ${thousands(vehicles)} vehicles`;
      const common = { better: 'less', runs } as const;
      figures.push(
        makeFigure({
          ...common,
          name: `${name}, CPU for them`,
          unit: '% of a core',
          key: 'percent',
        }),
        makeFigure({ ...common, name: `${name}, each`, unit: 'kB/s', key: 'kBps' }),
      );
      bench.options.say(`  ${name}: measured`);
    }
  }
  return figures;
}

async function coresOf({ pid }: ServiceProcess, ms: number): Promise<number> {
  const before = cpuSecondsOfProcess(pid);
  await delay(ms);
  return (cpuSecondsOfProcess(pid) - before) / (ms / 1_000);
}

/** What a crowd is brought in some time, each second. */
export async function deliveries(crowd: HelperProcess, ms: number) {
  const read = () => crowd.ask<{ bytes: number; deliveries: number }>('counts');
  const before = await read();
  const start = performance.now();
  await delay(ms);
  const after = await read();
  const seconds = (performance.now() - start) / 1_000;
  const work = after.deliveries - before.deliveries;
  return { rate: work / seconds, work, kBps: (after.bytes - before.bytes) / seconds / 1_000 };
}

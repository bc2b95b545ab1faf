import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { IngestRig } from '../load/ingest-rig.ts';
import type { Observed } from '../measuring/observed-process.ts';
import { usageOf } from '../measuring/process-usage.ts';
import { rounds, runRounds } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure } from '../report/make-figure.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

const manifests = fileURLToPath(new URL('../../../k8s/', import.meta.url));

const fleets = { short: [1_000, 50_000], full: [1_000, 10_000, 100_000] };

/**
 * What each service holds in memory, while it works and then rests, beside its limit in a cluster and with the
 * heap that it has there.
 */
export const memory: Scenario = {
  name: 'memory',
  needs: ['RabbitMQ', 'MongoDB'],
  isInAll: true,
  async run(bench) {
    const figures: Figure[] = [];
    for (const vehicles of fleets[bench.options.isFull ? 'full' : 'short']) {
      figures.push(...(await measure(bench, vehicles)));
      await bench.clear();
    }
    return { figures };
  },
};

async function measure(bench: Bench, vehicles: number): Promise<Figure[]> {
  const tracker = await bench.service('position-tracker', asInCluster('position-tracker'));
  const rig = IngestRig.open(bench, [tracker], { vehicles, perMessage: 100 });
  const [gateway] = await Promise.all([
    bench.service('api-gateway', {
      ...asInCluster('api-gateway'),
      TRACKER_URL: tracker.url,
      RATE_LIMIT: '0',
    }),
    rig.fill(vehicles),
  ]);
  const observed = [tracker, gateway, ...bench.observeServers()];
  const one = subject('memory', observed, async (ms) => {
    const { work } = await rig.drive(ms);
    for (let asked = 0; asked < 5; asked++) await fetchAll(`${gateway.url}/vehicles/`);
    const used = { tracker: memoryOf(tracker), gateway: memoryOf(gateway) };
    await delay(ms / 2);
    return { work, ...used };
  });
  const runs = (await runRounds([one], { runMs: bench.options.runMs })).get(one) ?? [];
  const count = thousands(vehicles);
  return (['tracker', 'gateway'] as const).map((key) => {
    const service = key === 'tracker' ? 'position-tracker' : 'api-gateway';
    const limit = limitOf(service);
    return makeFigure({
      name: `${service}, ${count} vehicles`,
      unit: 'MiB',
      better: 'less',
      runs,
      key,
      ceilings: [
        { name: 'its limit in k8s/', values: Array.from({ length: rounds }, () => limit) },
      ],
      aim: { text: `${limit} MiB`, isMet: ({ median }) => median <= limit },
    });
  });
}

function memoryOf({ pid }: Observed): number {
  return usageOf(pid)?.memoryMiB ?? NaN;
}

/**
 * The heap that Node chooses below the limit of a service, and its young generation there (of a container of
 * 128 to 512 MiB). Without, it lets garbage lie as this machine's memory allows.
 */
function asInCluster(service: string): { readonly NODE_OPTIONS: string } {
  const settings = readFileSync(`${manifests}settings.yaml`, 'utf8');
  const [, percentage = 'NaN'] = /--max-old-space-size-percentage=(\d+)/.exec(settings) ?? [];
  const heapMiB = Math.floor((limitOf(service) * Number(percentage)) / 100);
  return { NODE_OPTIONS: `--max-old-space-size=${heapMiB} --max-semi-space-size=1` };
}

/** What the manifest of a service allows it, in MiB. */
function limitOf(service: string): number {
  const manifest = readFileSync(`${manifests}${service}.yaml`, 'utf8');
  const [, amount = 'NaN', unit = 'Mi'] =
    /limits:\s[\s\S]*?memory: (\d+)(Mi|Gi)/.exec(manifest) ?? [];
  return Number(amount) * (unit === 'Gi' ? 1_024 : 1);
}

async function fetchAll(url: string): Promise<void> {
  await (await fetch(url)).arrayBuffer();
}

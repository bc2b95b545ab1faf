import { setTimeout as delay } from 'node:timers/promises';
import { liveFrameVehicleBytes } from '@fleetman/contract';
import { Inspector } from '../measuring/held-memory.ts';
import { runRounds, type Run, type Subject } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import type { HelperProcess } from '../servers/helper-process.ts';
import type { ServiceProcess } from '../servers/service-process.ts';
import { deliveries, measureTellings } from './live-tellings.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

/** A thousand clients of 3,000 vehicles are the deliveries that are aimed at. */
const fleets = [
  { vehicles: 1_000, crowds: [200, 1_000] },
  { vehicles: 3_000, crowds: [1_000] },
  { vehicles: 10_000, crowds: [200, 1_000] },
] as const;

const aims = { deliveries: 3_000_000, p99: 300, kBEach: 30 };

/** How long a fleet may take until every vehicle has reported, and how often it is asked, in milliseconds. */
const [fleetMs, lookEveryMs] = [60_000, 100];

/** By then a crowd that has left is forgotten. */
const goneMs = 1_000;

/** How many positions a gateway brings to how many clients, how old they are, and what a client costs. */
export const live: Scenario = {
  name: 'live',
  needs: [],
  isInAll: true,
  async run(bench) {
    const figures: Figure[] = [];
    for (const fleet of fleets) {
      figures.push(...(await measureFleet(bench, fleet)));
      await bench.clear();
    }
    return { figures };
  },
};

async function measureFleet(
  bench: Bench,
  { vehicles, crowds }: (typeof fleets)[number],
): Promise<Figure[]> {
  const inspector = await Inspector.onFreePort();
  const [fleet, crowd, bare] = await Promise.all([
    bench.embedded({
      NODE_OPTIONS: inspector.nodeOptions,
      VEHICLES: String(vehicles),
      REPORT_INTERVAL: '1s',
      BACKFILL: '0',
      HISTORY_MAX_POSITIONS: '100000',
      RATE_LIMIT: '0',
      MAX_CLIENTS_PER_ADDRESS: '5000',
    }),
    bench.helper('clients', 'load/crowd'),
    bench.helper('bare sockets', 'servers/bare-sockets'),
  ]);
  await allReported(fleet, vehicles);
  const figures: Figure[] = [];
  for (const clients of crowds) {
    figures.push(
      ...(await measureCrowd(bench, { fleet, inspector, crowd, bare, vehicles, clients })),
    );
  }
  if (bench.options.isFull)
    figures.push(...(await measureTellings(bench, { fleet, crowd, vehicles })));
  return figures;
}

/** Resolves when so many vehicles are known; rejects after a minute. */
async function allReported({ url }: ServiceProcess, vehicles: number): Promise<void> {
  const deadline = performance.now() + fleetMs;
  for (;;) {
    const known = (await (await fetch(`${url}/api/vehicles/`)).json()) as readonly unknown[];
    if (known.length >= vehicles) return;
    if (performance.now() > deadline)
      throw new Error(`${known.length} of ${vehicles} vehicles have reported after a minute`);
    await delay(lookEveryMs);
  }
}

interface Setting {
  readonly fleet: ServiceProcess;
  /** Of the fleet. */
  readonly inspector: Inspector;
  readonly crowd: HelperProcess;
  readonly bare: HelperProcess;
  readonly vehicles: number;
  readonly clients: number;
}

async function measureCrowd(bench: Bench, setting: Setting): Promise<Figure[]> {
  const { fleet, inspector, crowd, bare, clients } = setting;
  const { runMs, say } = bench.options;
  const bareUrl = await bare.ask<string>('url');
  await crowd.ask('open', { url: bareUrl, count: clients, telling: 'frames' });
  const most = await runRounds([mostSubject(setting)], { runMs: runMs / 2 });
  await crowd.ask('close');
  const opened = await crowd.ask<number>('open', {
    url: `${fleet.url}/api`,
    count: clients,
    telling: 'frames',
    isSampled: true,
  });
  // The first picture is told once.
  await delay(1_000);
  const told = toldSubject(setting);
  const runs = (await runRounds([told], { runMs })).get(told) ?? [];
  const held = await inspector.heldBytes();
  await crowd.ask('close');
  await delay(goneMs);
  const kBEach = (held - (await inspector.heldBytes())) / 1_000 / opened;
  const bareRuns = [...most.values()][0] ?? [];
  say(
    `  ${thousands(clients)} clients of ${thousands(setting.vehicles)} vehicles: measured with ${thousands(opened)}`,
  );
  return crowdFigures(setting, { runs, bareRuns, kBEach });
}

function toldSubject({ fleet, crowd }: Setting): Subject {
  return subject('told', [fleet, crowd], async (ms) => {
    await crowd.ask('takeAges');
    const rate = await deliveries(crowd, ms);
    return { ...rate, ...(await crowd.ask<{ p50: number; p99: number }>('takeAges')) };
  });
}

/** The same clients of a server that does nothing but send frames as large as those of a tenth of a second. */
function mostSubject({ bare, crowd, vehicles }: Setting): Subject {
  const frameBytes = 32 + (vehicles / 10) * liveFrameVehicleBytes;
  return subject('bare', [bare, crowd], async (ms) => {
    await bare.ask('send', { frameBytes });
    const rate = await deliveries(crowd, ms);
    await bare.ask('pause');
    return rate;
  });
}

function crowdFigures(
  { vehicles, clients }: Setting,
  given: { runs: readonly Run[]; bareRuns: readonly Run[]; kBEach: number },
): Figure[] {
  const { runs, bareRuns, kBEach } = given;
  const name = `${thousands(clients)} clients, ${thousands(vehicles)} vehicles at 1 Hz`;
  const offered = vehicles * clients;
  const memory = runs.map((run) => ({ ...run, outcome: { kBEach } }));
  return [
    makeFigure({
      name,
      unit: 'deliveries/s',
      better: 'more',
      key: 'rate',
      runs,
      ceilings: [
        { name: 'all that is reported', values: runs.map(() => offered) },
        {
          name: 'a bare server that sends such frames without end',
          values: valuesOf(bareRuns, 'rate'),
        },
      ],
      ...(offered >= aims.deliveries && {
        aim: { text: '3 million deliveries/s', isMet: ({ median }) => median >= aims.deliveries },
      }),
    }),
    makeFigure({
      name: `${name}, reported → client, p99`,
      unit: 'ms',
      better: 'less',
      key: 'p99',
      runs,
      // How soon the deliveries come that are aimed at; more of them show where it ends.
      ...(offered <= aims.deliveries && {
        aim: { text: '300 ms', isMet: ({ median }) => median <= aims.p99 },
      }),
    }),
    makeFigure({
      name: `${name}, memory held for a client`,
      unit: 'kB',
      better: 'less',
      key: 'kBEach',
      runs: memory,
      aim: { text: '30 kB', isMet: ({ median }) => median <= aims.kBEach },
    }),
  ];
}

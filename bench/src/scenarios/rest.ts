import { loadHttp } from '../load/http-load.ts';
import { IngestRig } from '../load/ingest-rig.ts';
import { reportChunks } from '../load/report-stream.ts';
import { chunkFor, startSteadyLoad } from '../load/steady-load.ts';
import type { Observed } from '../measuring/observed-process.ts';
import { runRounds, type Run, type Subject } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { clientName, cpuCeiling, cpuFigures } from '../report/cpu-figure.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure, valuesOf, type FigureOptions } from '../report/make-figure.ts';
import type { HelperProcess } from '../servers/helper-process.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

const fleets = [1_000, 10_000];

/** A list that changes is asked for of fleets up to this size. */
const mostReporting = 1_000;

/** Enough of each vehicle that its motion is known. */
const fixesEach = 3;

const bareName = 'node:http that sends the same bytes';
const nestName = 'an empty route of Nest';

/** What is asked: a service of one kind, over one kind of store. */
interface Asked {
  readonly name: string;
  readonly url: string;
  readonly observed: readonly Observed[];
  /** Begins to report while it is asked; the returned function ends that. */
  readonly report?: () => () => Promise<void>;
}

/**
 * Answers a second of the list of all vehicles and of one, from tracker and gateway, over memory and
 * MongoDB, beside a bare `node:http` server that sends the same bytes and an empty route of Nest.
 */
export const rest: Scenario = {
  name: 'rest',
  needs: [],
  isInAll: true,
  async run(bench) {
    const figures: Figure[] = [];
    for (const vehicles of fleets) {
      figures.push(...(await measureFleet(bench, vehicles)));
      await bench.clear();
    }
    return { figures };
  },
};

async function measureFleet(bench: Bench, vehicles: number): Promise<Figure[]> {
  const [bare, asked] = await Promise.all([
    bench.helper('bare server', 'servers/bare-server'),
    startAll(bench, vehicles),
  ]);
  const { url: example } = asked[0] ?? { url: '' };
  await bare.ask('copy', { url: `${example}/vehicles/` });
  const lists = asked.map((service) => listOf(service));
  // One vehicle of many takes as long as one of few.
  const ones =
    vehicles === fleets[0]
      ? asked.filter(({ report }) => !report).map((service) => oneOf(service, 'Van 1'))
      : [];
  const ceilings = await ceilingsOf(bare);
  const subjects = [...lists, ceilings.list, ...ones, ...(ones.length > 0 ? [ceilings.nest] : [])];
  // Each is asked for less long than in other scenarios: there are many.
  const runs = await runRounds(subjects, { runMs: bench.options.runMs / 2 });
  const of = (asking: Subject) => runs.get(asking) ?? [];
  const count = thousands(vehicles);
  const bareRuns = of(ceilings.list);
  const bareRates = valuesOf(bareRuns, 'rate');
  const bareCpu = [cpuCeiling(bareName, bareRuns)];
  const nestCpu = [cpuCeiling(nestName, of(ceilings.nest))];
  return [
    ...lists.flatMap((list) => {
      const [name, ofList] = [`${count} vehicles, ${list.name}`, of(list)];
      return [
        listFigure(name, ofList, bareRates),
        latencyFigure(`${name}, p99`, ofList, bareRuns),
        ...cpuFigures({ name, each: 'request', runs: ofList, ceilings: bareCpu }),
      ];
    }),
    ...ones.flatMap((asking) => {
      const [name, ofOne] = [`one vehicle, ${asking.name}`, of(asking)];
      return [
        oneFigure(name, ofOne, valuesOf(of(ceilings.nest), 'rate')),
        ...cpuFigures({ name, each: 'request', runs: ofOne, ceilings: nestCpu }),
      ];
    }),
  ];
}

/** Tracker and gateway over memory and, if there are servers, over MongoDB, each with the fleet. */
async function startAll(bench: Bench, vehicles: number): Promise<Asked[]> {
  const [overMemory, overMongo] = await Promise.all([
    startOverMemory(bench, vehicles),
    bench.hasServers ? startOverMongo(bench, vehicles) : [],
  ]);
  return [...overMemory, ...overMongo];
}

async function startOverMemory(bench: Bench, vehicles: number): Promise<Asked[]> {
  const memory = await bench.helper('memory tracker', 'servers/memory-tracker', {
    isProfiled: true,
  });
  await memory.ask('fill', { vehicles, fixesEach, perMessage: 100, prefix: 'Van' });
  const url = await memory.ask<string>('url');
  const gateway = await startGateway(bench, url);
  return [
    { name: 'tracker over memory', url, observed: [memory] },
    { name: 'gateway over memory', url: gateway.url, observed: [gateway, memory] },
  ];
}

async function startOverMongo(bench: Bench, vehicles: number): Promise<Asked[]> {
  const tracker = await bench.service('position-tracker');
  const rig = IngestRig.open(bench, [tracker], { vehicles, perMessage: 100, prefix: 'Van' });
  const [gateway] = await Promise.all([
    startGateway(bench, tracker.url),
    rig.fill(vehicles * fixesEach),
  ]);
  const observed = [tracker, ...bench.observeServers()];
  const asked = [
    { name: 'tracker over MongoDB', url: tracker.url, observed },
    { name: 'gateway over MongoDB', url: gateway.url, observed: [gateway, ...observed] },
  ];
  // More vehicles would measure what `ingest` does.
  if (vehicles > mostReporting) return asked;
  const later = { vehicles, prefix: 'Van', chunkSize: chunkFor(vehicles), secondsAgo: 3_600 };
  const chunks = reportChunks(later);
  const report = () => startSteadyLoad(rig.queue, () => chunks.next().value);
  const moving = 'tracker over MongoDB while each reports once a second';
  return [...asked, { name: moving, url: tracker.url, observed, report }];
}

function startGateway(bench: Bench, trackerUrl: string) {
  return bench.service('api-gateway', { TRACKER_URL: trackerUrl, RATE_LIMIT: '0' });
}

/** What asks is the bench itself. */
const asking = { name: clientName, pid: process.pid };

function listOf({ name, url, observed, report }: Asked): Subject {
  return subject(name, [...observed, asking], async (ms) => {
    const stop = report?.();
    try {
      return await loadHttp(`${url}/vehicles/`, ms);
    } finally {
      await stop?.();
    }
  });
}

function oneOf({ name, url, observed }: Asked, vehicle: string): Subject {
  const address = `${url}/vehicles/${encodeURIComponent(vehicle)}`;
  return subject(name, [...observed, asking], (ms) => loadHttp(address, ms));
}

async function ceilingsOf(bare: HelperProcess): Promise<{ list: Subject; nest: Subject }> {
  const urls = await bare.ask<{ bare: string; nest: string }>('urls');
  const observed = [bare, asking];
  return {
    list: subject('bare list', observed, (ms) => loadHttp(urls.bare, ms)),
    nest: subject('empty route of Nest', observed, (ms) => loadHttp(urls.nest, ms)),
  };
}

const asRate = { unit: 'requests/s', better: 'more', key: 'rate' } as const;

function listFigure(name: string, runs: readonly Run[], bare: readonly number[]): Figure {
  const options: FigureOptions = {
    ...asRate,
    name,
    runs,
    ceilings: [{ name: bareName, values: bare }],
    aim: { text: '80 % of the bare server', isMet: ({ ratios: [ratio = 0] }) => ratio >= 0.8 },
  };
  return makeFigure(options);
}

function latencyFigure(name: string, runs: readonly Run[], bare: readonly Run[]): Figure {
  const ceilings = [{ name: bareName, values: valuesOf(bare, 'p99') }];
  return makeFigure({ name, unit: 'ms', better: 'less', key: 'p99', runs, ceilings });
}

function oneFigure(name: string, runs: readonly Run[], nest: readonly number[]): Figure {
  return makeFigure({
    ...asRate,
    name,
    runs,
    ceilings: [{ name: nestName, values: nest }],
    aim: {
      text: '75 % of an empty route of Nest',
      isMet: ({ ratios: [ratio = 0] }) => ratio >= 0.75,
    },
  });
}

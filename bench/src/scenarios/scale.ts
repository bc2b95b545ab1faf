import { loadHttp } from '../load/http-load.ts';
import { IngestRig } from '../load/ingest-rig.ts';
import { runRounds, type Run } from '../measuring/rounds.ts';
import { median } from '../measuring/statistics.ts';
import type { Figure } from '../report/bench-result.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import { drawPlot, type Series } from '../report/svg-plot.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

/** The first of trackers and of vehicles is measured once: one tracker with a thousand vehicles. */
const base = { trackers: 1, vehicles: 1_000 };
const trackerCounts = [2, 4];
const vehicleCounts = { short: [10_000, 50_000], full: [3_000, 10_000, 30_000, 50_000] };
const fixCounts = { short: [100_000, 300_000], full: [100_000, 1_000_000, 10_000_000] };
const perMessage = 100;

/** Runs are short here; what the publisher is ahead in the end is waited for after each. */
const aheadSeconds = 0.75;

/** One measured place of a plot. */
interface Place {
  readonly x: number;
  readonly runs: readonly Run[];
}

/** How throughput and answers change with trackers, vehicles and stored fixes; with plots. */
export const scale: Scenario = {
  name: 'scale',
  needs: ['RabbitMQ', 'MongoDB'],
  isInAll: true,
  async run(bench) {
    const form = bench.options.isFull ? 'full' : 'short';
    const runs = await measure(bench, base);
    const byTrackers: Place[] = [{ x: base.trackers, runs }];
    for (const x of trackerCounts)
      byTrackers.push({ x, runs: await measure(bench, { trackers: x }) });
    const byVehicles: Place[] = [{ x: base.vehicles, runs }];
    for (const x of vehicleCounts[form])
      byVehicles.push({ x, runs: await measure(bench, { vehicles: x }) });
    const byFixes = await measureFixes(bench, fixCounts[form]);
    const trackers = [...figuresOf('trackers', byTrackers, 'rate')];
    const vehicles = ['rate', 'lists'].flatMap((key) => figuresOf('vehicles', byVehicles, key));
    const fixes = ['rate', 'historyMs'].flatMap((key) => figuresOf('stored fixes', byFixes, key));
    return {
      figures: [...trackers, ...vehicles, ...fixes],
      plots: new Map([
        ['scale-trackers', plotOf('reports/s', 'trackers', { rate: byTrackers })],
        ['scale-vehicles', plotOf('reports/s', 'vehicles', { rate: byVehicles })],
        ['scale-vehicles-lists', plotOf('lists/s', 'vehicles', { lists: byVehicles })],
        ['scale-fixes', plotOf('reports/s', 'stored fixes', { rate: byFixes })],
        ['scale-fixes-history', plotOf('ms', 'stored fixes', { historyMs: byFixes })],
      ]),
    };
  },
};

async function measure(
  bench: Bench,
  { trackers = base.trackers, vehicles = base.vehicles },
): Promise<readonly Run[]> {
  const rig = await startRig(bench, trackers, vehicles);
  await rig.fill(vehicles);
  const runs = await drive(bench, rig);
  bench.options.say(`  ${thousands(vehicles)} vehicles, ${trackers} trackers: measured`);
  await bench.clear();
  return runs;
}

/** One after the other in one database: what a place has stored counts for the next one. */
async function measureFixes(bench: Bench, counts: readonly number[]): Promise<Place[]> {
  const rig = await startRig(bench, base.trackers, base.vehicles);
  const places: Place[] = [];
  for (const x of counts) {
    await rig.fill(Math.max(0, x - (await rig.countStored())));
    places.push({ x, runs: await drive(bench, rig) });
    bench.options.say(`  ${thousands(x)} stored fixes: measured`);
  }
  await bench.clear();
  return places;
}

async function startRig(bench: Bench, count: number, vehicles: number): Promise<IngestRig> {
  const starting = Array.from({ length: count }, () => bench.service('position-tracker'));
  const trackers = await Promise.all(starting);
  return IngestRig.open(bench, trackers, { vehicles, perMessage, aheadSeconds, prefix: 'Van' });
}

async function drive(bench: Bench, rig: IngestRig): Promise<readonly Run[]> {
  const url = rig.trackers[0]?.url ?? '';
  const observed = [...rig.observed, ...bench.observeServers()];
  const { runMs } = bench.options;
  const one = subject('scale', observed, async (ms) => {
    const { rate, work } = await rig.drive(ms);
    const lists = await loadHttp(`${url}/vehicles/`, runMs / 4);
    const start = performance.now();
    const history = await fetch(`${url}/history/Van%200?limit=1000`);
    await history.arrayBuffer();
    return { rate, work, lists: lists.rate, historyMs: performance.now() - start };
  });
  return (await runRounds([one], { runMs: runMs / 2, warmUpMs: 0 })).get(one) ?? [];
}

const units: Readonly<Record<string, { unit: string; better: 'more' | 'less'; of: string }>> = {
  rate: { unit: 'reports/s', better: 'more', of: 'stored' },
  lists: { unit: 'requests/s', better: 'more', of: 'GET /vehicles/' },
  historyMs: { unit: 'ms', better: 'less', of: 'the newest 1,000 fixes of a vehicle' },
};

/** The first place is what the others are held against. */
function figuresOf(what: string, places: readonly Place[], key: string): Figure[] {
  const { unit = '', better = 'more', of = '' } = units[key] ?? {};
  const [least] = places;
  return places.map(({ x, runs }) =>
    makeFigure({
      name: `${thousands(x)} ${what}: ${of}`,
      unit,
      better,
      runs,
      key,
      ceilings:
        least && least.x !== x
          ? [
              {
                name: `${thousands(least.x)} ${what}`,
                values: runs.map(() => median(valuesOf(least.runs, key))),
              },
            ]
          : [],
    }),
  );
}

function plotOf(y: string, x: string, lines: Readonly<Record<string, readonly Place[]>>): string {
  const series = Object.entries(lines).map(([key, places]): Series => ({
    name: units[key]?.of ?? key,
    points: places.map((place) => [place.x, median(valuesOf(place.runs, key))] as const),
  }));
  return drawPlot({ title: `${y} by ${x}`, x, y, series });
}

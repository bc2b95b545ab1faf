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
    const byFixes: Place[] = [];
    for (const x of fixCounts[form]) byFixes.push({ x, runs: await measure(bench, { fixes: x }) });
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
  order: { readonly trackers?: number; readonly vehicles?: number; readonly fixes?: number },
): Promise<readonly Run[]> {
  const { trackers: count = base.trackers, vehicles = base.vehicles, fixes = vehicles } = order;
  const trackers = [];
  for (let index = 0; index < count; index++)
    trackers.push(await bench.service('position-tracker'));
  const load = { vehicles, perMessage, prefix: 'Van' };
  const rig = IngestRig.open(bench, trackers, load);
  await rig.fill(Math.max(fixes, vehicles));
  const url = trackers[0]?.url ?? '';
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
  const runs = (await runRounds([one], { runMs: runMs / 2, warmUpMs: 0 })).get(one) ?? [];
  bench.options.say(`  ${JSON.stringify(order)}: measured`);
  await bench.clear();
  return runs;
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

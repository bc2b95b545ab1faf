import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runRounds } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import { thousands } from '../report/print-figure.ts';
import type { HelperProcess } from '../servers/helper-process.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

const perMessage = 100;
const vehicles = 1_000;

/** Fixes in the file: as many as fit into ten minutes of benchmarks, and the long form. */
const sizes = { short: 300_000, full: 10_000_000 };

/** Where in the extent it is asked: each run at another place. */
const parts = [0.5, 0.2, 0.8];

/** A year, so that nothing of the file is too old to be kept. */
const environment = { HISTORY_RETENTION: '365d', HISTORY_MAX_POSITIONS: '20000000' };

/** `npm start` for vehicles of one's own, none of which reports. */
const alone = { SIMULATOR: '0', TELTONIKA_PORT: 'off' };

/**
 * What a store costs: one process with its queue in memory over each of the three stores, and what SQLite's file
 * takes, how long a start with it lasts, and how soon it says where the fleet was.
 */
export const stores: Scenario = {
  name: 'stores',
  needs: [],
  isInAll: true,
  async run(bench) {
    const folder = await mkdtemp(join(tmpdir(), 'fleetman-bench-'));
    bench.onEnd(() => rm(folder, { recursive: true }));
    const rates = await measureRates(bench, join(folder, 'rates.db'));
    return { figures: [...rates, ...(await measureFile(bench, folder))] };
  },
};

async function measureRates(bench: Bench, file: string): Promise<Figure[]> {
  const urls = {
    memory: 'memory:',
    SQLite: `sqlite:${file}`,
    ...(bench.hasDatabase && { MongoDB: bench.database.storeUrl }),
  };
  const opening = Object.entries(urls).map(async ([name, url]) => {
    const tracker = await openTracker(bench, name, url);
    const observed = name === 'MongoDB' ? [tracker, ...bench.observeServers()] : [tracker];
    return subject(name, observed, (ms) => tracker.ask('drive', { vehicles, perMessage, ms }));
  });
  const subjects = await Promise.all(opening);
  const runs = await runRounds(subjects, { runMs: bench.options.runMs });
  const inMemory = [...runs.values()][0] ?? [];
  return [...runs].map(([{ name }, ofStore]) =>
    makeFigure({
      name: `stored in ${name}`,
      unit: 'reports/s',
      better: 'more',
      runs: ofStore,
      key: 'rate',
      ceilings: name === 'memory' ? [] : [{ name: 'memory', values: valuesOf(inMemory, 'rate') }],
    }),
  );
}

async function measureFile(bench: Bench, folder: string): Promise<Figure[]> {
  const fixes = bench.options.isFull ? sizes.full : sizes.short;
  // As DATA has it.
  const file = join(folder, 'fleet.db');
  const writer = await openTracker(bench, 'writer', `sqlite:${file}`);
  const fixesEach = fixes / vehicles;
  await writer.ask('fill', {
    vehicles,
    perMessage,
    fixesEach,
    prefix: 'Van',
    secondsAgo: fixesEach + 60,
  });
  await writer.stop();
  const { size } = await stat(file);
  const starts = subject('start', [], async () => {
    const start = performance.now();
    const fleetman = await bench.embedded({ ...environment, ...alone, DATA: folder });
    const startMs = performance.now() - start;
    const past = await askPast(`${fleetman.url}/api`);
    await fleetman.stop();
    return { startMs, ...past, mbPerMillion: size / fixes };
  });
  const runs = (await runRounds([starts], { runMs: 0, warmUpMs: 0 })).get(starts) ?? [];
  const name = `SQLite, ${thousands(fixes)} fixes`;
  return [
    makeFigure({
      name: `${name}: file for a million`,
      unit: 'MB',
      better: 'less',
      key: 'mbPerMillion',
      runs,
    }),
    makeFigure({
      name: `${name}: start until ready`,
      unit: 'ms',
      better: 'less',
      key: 'startMs',
      runs,
    }),
    makeFigure({
      ...{ name: `${name}: fleet at a past time`, unit: 'ms', better: 'less', key: 'pastMs', runs },
      aim: { text: 'under 500 ms', isMet: ({ median }) => median < 500 },
    }),
  ];
}

function openTracker(bench: Bench, name: string, url: string): Promise<HelperProcess> {
  return bench.helper(name, 'servers/memory-tracker', {
    environment: { ...environment, STORE_URL: url },
  });
}

/** How long it takes to say where all vehicles were, at three times: the slowest, in milliseconds. */
async function askPast(url: string): Promise<{ pastMs: number }> {
  const { oldest, newest } = (await (await fetch(`${url}/fleet/extent`)).json()) as Extent;
  const [begin, end] = [Date.parse(oldest), Date.parse(newest)];
  const took: number[] = [];
  for (const part of parts) {
    const at = new Date(begin + part * (end - begin)).toISOString();
    const start = performance.now();
    const answer = await fetch(`${url}/fleet?at=${at}`);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`the tracker answered with ${answer.status}`);
    took.push(performance.now() - start);
  }
  return { pastMs: Math.max(...took) };
}

/** The schema in the contract describes it. */
interface Extent {
  readonly oldest: string;
  readonly newest: string;
}

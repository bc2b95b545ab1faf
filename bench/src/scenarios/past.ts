import { fillPast, type PastFleet } from '../load/past-fleet.ts';
import { runRounds, type Subject } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { clientName } from '../report/cpu-figure.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import type { ServiceProcess } from '../servers/service-process.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

const dayMs = 86_400_000;

/** Positions in the database: as many as fit into ten minutes of benchmarks, and the long form. */
const sizes = { short: 200_000, full: 10_000_000 };

/** Where in the extent it is asked: each run at another place, and there once more. */
const parts = [0.5, 0.2, 0.8, 0.35, 0.65, 0.1];

/** How long questions about the past take, over a fleet of many vehicles and over a long time of few. */
export const past: Scenario = {
  name: 'past',
  needs: ['RabbitMQ', 'MongoDB'],
  isInAll: true,
  async run(bench) {
    const positions = bench.options.isFull ? sizes.full : sizes.short;
    const many = await measure(bench, '10,000 vehicles', {
      vehicles: 10_000,
      fixesEach: Math.ceil(positions / 10_000),
      intervalMs: 10_000,
    });
    await bench.clear();
    const few = await measure(bench, '60 vehicles, 90 days', {
      vehicles: 60,
      fixesEach: Math.ceil(positions / 60),
      intervalMs: Math.floor((90 * dayMs) / Math.ceil(positions / 60)),
    });
    return { figures: [...many, ...few] };
  },
};

async function measure(bench: Bench, name: string, fleet: PastFleet): Promise<Figure[]> {
  // One start makes the indexes; the positions are written into the database directly.
  const environment = { HISTORY_RETENTION: '100d' };
  await (await bench.service('position-tracker', environment)).stop();
  await fillPast(bench.database.services, fleet);
  const tracker = await bench.service('position-tracker', environment);
  const observed = [tracker, { name: clientName, pid: process.pid }, ...bench.observeServers()];
  const questions = await questionsFor(tracker, fleet);
  const subjects = questions.map(({ question, path }) =>
    subject(question, observed, () => ask(`${tracker.url}${path()}`)),
  );
  // At least once before: MongoDB itself caches, and so may the tracker.
  const runs = await runRounds(subjects, { runMs: 0, warmUpMs: 1 });
  const size = `${thousands(fleet.vehicles * fleet.fixesEach)} positions`;
  return subjects.map((one: Subject) => {
    const ofOne = runs.get(one) ?? [];
    const kB = thousands(Math.round(valuesOf(ofOne, 'kB').at(-1) ?? NaN));
    const figure = `${name}, ${size}: ${one.name} (${kB} kB)`;
    return makeFigure({ name: figure, unit: 'ms', better: 'less', runs: ofOne, key: 'ms' });
  });
}

interface Question {
  readonly question: string;
  /** Another place each time it is called, if the question is asked anew. */
  readonly path: () => string;
}

async function questionsFor(tracker: ServiceProcess, fleet: PastFleet): Promise<Question[]> {
  // The schema in the contract describes what it answers.
  const extent = (await (await fetch(`${tracker.url}/fleet/extent`)).json()) as Extent;
  const { oldest, newest } = extent;
  const span = Date.parse(newest) - Date.parse(oldest);
  const timeAt = (part: number) => new Date(Date.parse(oldest) + part * span).toISOString();
  let asked = 0;
  const frames = Math.min(600, Math.floor(500_000 / fleet.vehicles));
  const from = new Date(timeAt(0.6));
  const to = new Date(from.getTime() + (frames - 1) * 5_000);
  const range = `from=${from.toISOString()}&to=${to.toISOString()}&step=5s`;
  const newest100k = '/history/Van%200?limit=100000';
  return [
    { question: 'the extent', path: () => '/fleet/extent' },
    {
      question: 'all vehicles at a time',
      path: () => `/fleet?at=${timeAt(parts[asked++ % parts.length] ?? 0)}`,
    },
    { question: 'the same time again', path: () => `/fleet?at=${timeAt(0.5)}` },
    { question: `${frames} frames of all vehicles`, path: () => `/fleet/range?${range}` },
    { question: 'the fixes of a vehicle', path: () => newest100k },
    { question: 'the same, simplified to within 10 m', path: () => `${newest100k}&simplify=10` },
  ];
}

interface Extent {
  readonly oldest: string;
  readonly newest: string;
}

async function ask(url: string): Promise<{ ms: number; kB: number }> {
  const start = performance.now();
  const response = await fetch(url);
  const bytes = await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url} answered with ${response.status}`);
  return { ms: performance.now() - start, kB: bytes.byteLength / 1_000 };
}

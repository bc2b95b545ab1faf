import { whyNoBrowser, type MeasuredPage } from '../page/measured-page.ts';
import { CirclingFleet, metresASecond } from '../page/page-fleet.ts';
import { withPage } from '../page/with-page.ts';
import { runRounds, type Run } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { thousands } from '../report/print-figure.ts';
import { makeFigure } from '../report/make-figure.ts';
import { subject, type BenchOptions, type Scenario } from './scenario.ts';

const sizes = { short: [10_000], full: [1_000, 10_000, 50_000] };
const cityFleet = 60;

/** As often as a browser without a graphics card draws when it has nothing else to do. */
const displayRate = 60;

/** How fluid the page is, by Chromium without a graphics card, and what it loads. */
export const page: Scenario = {
  name: 'page',
  needs: [],
  isInAll: true,
  whyNot: whyNoBrowser,
  async run({ options }) {
    const figures: Figure[] = [];
    for (const size of sizes[options.isFull ? 'full' : 'short']) {
      figures.push(...(await measureFleet(size, options)));
    }
    figures.push(...(await measureCity(options)));
    return { figures };
  },
};

async function measureFleet(size: number, { runMs }: BenchOptions): Promise<Figure[]> {
  const fleet = new CirclingFleet(size, metresASecond.restless);
  const vehicles = `${thousands(size)} vehicles`;
  return withPage({ fleet }, async (measured) => {
    const rest = await watchThrice(measured, runMs);
    const { mouse } = measured.page;
    await mouse.move(900, 450);
    await mouse.down();
    let step = 0;
    const pan = async () => {
      step++;
      await mouse.move(900 + 200 * Math.sin(step / 15), 450 + 150 * Math.sin(step / 11));
    };
    const panned = await watchThrice(measured, runMs, pan);
    await mouse.up();
    return [
      ...figuresOf(`${vehicles}, map at rest`, rest),
      ...figuresOf(`${vehicles}, map panned`, panned),
    ];
  });
}

/** A fleet as it is shown day in, day out: the page should hardly be noticed. */
async function measureCity({ runMs }: BenchOptions): Promise<Figure[]> {
  const fleet = new CirclingFleet(cityFleet, metresASecond.city);
  return withPage({ fleet }, async (measured) => {
    const { firstMovementMs, gzipBytes } = measured.firstLoad;
    const use = { seconds: 0, processes: [], busyCores: NaN };
    const once = [{ outcome: { firstMovementMs, ...gzipBytes }, use }];
    const load = { better: 'less', runs: once } as const;
    return [
      ...figuresOf(`${cityFleet} vehicles in a city`, await watchThrice(measured, runMs)),
      makeFigure({ ...load, name: 'first movement', unit: 'ms', key: 'firstMovementMs' }),
      ...Object.keys(gzipBytes).map((key) =>
        makeFigure({ ...load, name: `loaded until then, gzipped: ${key}`, unit: 'bytes', key }),
      ),
    ];
  });
}

async function watchThrice(
  measured: MeasuredPage,
  runMs: number,
  act?: () => Promise<void>,
): Promise<readonly Run[]> {
  const one = subject('page', measured.observed, (ms) => measured.watch(ms, act));
  return (await runRounds([one], { runMs, warmUpMs: 0 })).get(one) ?? [];
}

function figuresOf(name: string, runs: readonly Run[]): Figure[] {
  const display = [{ name: 'what a display shows', values: runs.map(() => displayRate) }];
  const frames = { unit: 'frames/s', better: 'more', key: 'framesASecond', runs } as const;
  const update = { unit: 'ms', better: 'less', runs } as const;
  return [
    makeFigure({ ...frames, name, ceilings: name.includes('city') ? [] : display }),
    makeFigure({ ...update, name: `${name}, an update, p50`, key: 'updateMs' }),
    makeFigure({ ...update, name: `${name}, an update, p95`, key: 'updateP95' }),
  ];
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from '@playwright/test';
import { runRounds } from '../measuring/rounds.ts';
import { whyNoBrowser, type MeasuredPage } from '../page/measured-page.ts';
import { CirclingFleet, metresASecond } from '../page/page-fleet.ts';
import { lookUp, type Region } from '../page/places-watch.ts';
import { withPage } from '../page/with-page.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import { subject, type Scenario } from './scenario.ts';

const vehicles = 10_000;
const aimedMs = 50;
/** The world is loaded after the map; on a busy machine that takes a while. */
const patienceMs = 60_000;

const regions: readonly { readonly name: string; readonly region: Region }[] = [
  { name: 'in the streets of a city', region: 'streets' },
  { name: 'strewn over western Europe', region: [-5, 42, 15, 54] },
];

/**
 * How long the page's worker looks up where a whole fleet is: street and town of each vehicle. Beside it
 * the answers are copied as they are for the page, which no faster lookup could save.
 */
export const places: Scenario = {
  name: 'places',
  needs: [],
  isInAll: true,
  whyNot: whyNoBrowser,
  async run({ options: { runMs } }) {
    // One vehicle, so that the page leaves the processor to its worker.
    const fleet = new CirclingFleet(1, metresASecond.city);
    // What is measured is waited for: the worker that has read all places.
    return withPage({ fleet, isAtOnce: true }, async (measured) => {
      const worker = await placesWorkerOf(measured);
      const subjects = regions.map(({ name, region }) =>
        subject(name, measured.observed, (ms) => worker.evaluate(lookUp, { vehicles, region, ms })),
      );
      const runs = await runRounds(subjects, { runMs });
      const figures = [...runs].map(([{ name }, ofRegion]) =>
        makeFigure({
          name: `${vehicles.toLocaleString('en')} vehicles ${name}`,
          unit: 'ms',
          better: 'less',
          runs: ofRegion,
          key: 'lookupMs',
          ceilings: [{ name: 'the answers copied alone', values: valuesOf(ofRegion, 'copyMs') }],
          aim: { text: `under ${aimedMs} ms`, isMet: ({ median }) => median < aimedMs },
        }),
      );
      return { figures };
    });
  },
};

/** The worker that has read the gazetteer. */
async function placesWorkerOf({ page }: MeasuredPage): Promise<Worker> {
  for (const start = performance.now(); performance.now() < start + patienceMs;) {
    for (const worker of page.workers()) {
      const script = await (await fetch(worker.url())).text();
      if (script.includes('places.json')) return worker;
    }
    await delay(200);
  }
  throw new Error('The page has started no worker that knows places.');
}

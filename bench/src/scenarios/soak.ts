import { setTimeout as delay } from 'node:timers/promises';
import { watchUse } from '../measuring/observed-process.ts';
import { rounds, type Run } from '../measuring/rounds.ts';
import { whyNoBrowser, type MeasuredPage } from '../page/measured-page.ts';
import { CirclingFleet, metresASecond } from '../page/page-fleet.ts';
import { withPage } from '../page/with-page.ts';
import { makeFigure } from '../report/make-figure.ts';
import type { Figure } from '../report/bench-result.ts';
import type { Scenario } from './scenario.ts';

const vehicles = 60;
/** Eight hours of reports. */
const workdaySeconds = 8 * 3_600;
/** How many times faster than in life they come. */
const workdaySpeedUp = 40;
/** A machine that has other work may take so many times longer. */
const patience = 3;

/**
 * Whether the page's memory grows: with one vehicle selected, half an hour as in life, and eight hours
 * of reports as fast as the page reads them. Other work on the machine does no harm.
 */
export const soak: Scenario = {
  name: 'soak',
  needs: [],
  isInAll: false,
  defaultRunMs: 600_000,
  whyNot: whyNoBrowser,
  async run({ options }) {
    const seconds = (rounds * options.runMs) / 1_000;
    return {
      figures: [
        await watch('as in life', seconds, 1),
        await watch('eight hours of reports', workdaySeconds, workdaySpeedUp),
      ],
    };
  },
};

/** The page's heap after each third of the time. */
async function watch(name: string, seconds: number, speedUp: number): Promise<Figure> {
  const fleet = new CirclingFleet(vehicles, metresASecond.city);
  const query = `?vehicle=${encodeURIComponent(fleet.names[0] ?? '')}`;
  return withPage({ fleet, speedUp, query }, async (measured) => {
    const first = await measured.heapMB();
    const deadline = performance.now() + (patience * seconds * 1_000) / speedUp;
    const runs: Run[] = [];
    for (let third = 1; third <= rounds; third++) {
      const stop = watchUse(measured.observed);
      const reports = (third * seconds) / rounds;
      while ((await reportsOfEach(measured)) < reports && performance.now() < deadline) {
        await delay(1_000);
      }
      runs.push({ outcome: { heap: await measured.heapMB() }, use: stop() });
    }
    return makeFigure({
      name: `heap of the page, ${name}, after each third`,
      unit: 'MB',
      better: 'less',
      runs,
      key: 'heap',
      ceilings: [{ name: 'at the start', values: runs.map(() => first) }],
    });
  });
}

/** The 25 updates of a second contain each vehicle once. */
async function reportsOfEach(measured: MeasuredPage): Promise<number> {
  return Math.round((await measured.counts()).updates / 25);
}

import { setTimeout as delay } from 'node:timers/promises';
import { decodeLiveFrame, timeAt } from '@fleetman/contract';
import { runRounds } from '../measuring/rounds.ts';
import { percentile } from '../measuring/statistics.ts';
import { MeasuredPage, whyNoBrowser } from '../page/measured-page.ts';
import type { ShownMessage } from '../page/page-watch.ts';
import { makeFigure } from '../report/make-figure.ts';
import { subject, type Scenario } from './scenario.ts';

const vehicles = 60;

const shares = { p50: 0.5, p95: 0.95, p99: 0.99, longest: 1 };

/**
 * How long it takes from a vehicle's report until a frame that knows of it is on the screen: simulator,
 * queue, tracker and gateway run in one process, as `npm start` does. A vehicle then begins to glide to
 * the place that it reported.
 */
export const screenDelay: Scenario = {
  name: 'delay',
  needs: [],
  isInAll: false,
  defaultRunMs: 20_000,
  whyNot: whyNoBrowser,
  async run(bench) {
    const fleet = await bench.embedded({
      VEHICLES: String(vehicles),
      REPORT_INTERVAL: '1s',
      BACKFILL: '0',
    });
    const measured = await MeasuredPage.open(fleet.url);
    bench.onEnd(() => measured.close());
    const one = subject('delay', [fleet, ...measured.observed], async (ms) => {
      await measured.page.evaluate(() => {
        window.fleetmanBench.shown = [];
      });
      await delay(ms);
      const delays = ((await measured.counts()).shown ?? []).flatMap(delaysOf);
      const of = ([name, share]: [string, number]) => [name, percentile(delays, share)];
      return Object.fromEntries(Object.entries(shares).map(of)) as Record<string, number>;
    });
    const { runMs } = bench.options;
    const runs = (await runRounds([one], { runMs, warmUpMs: 0 })).get(one) ?? [];
    return {
      figures: Object.keys(shares).map((key) =>
        makeFigure({ name: `report → screen, ${key}`, unit: 'ms', better: 'less', runs, key }),
      ),
    };
  },
};

/** The frame that answers a `view` repeats reports that were shown before. */
function delaysOf({ bytes, at }: ShownMessage): number[] {
  const frame = decodeLiveFrame(Uint8Array.from(bytes));
  if (frame.kind !== 'update') return [];
  return Array.from(frame.ids, (_, row) => at - timeAt(frame, row));
}

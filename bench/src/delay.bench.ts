import { setTimeout as delay } from 'node:timers/promises';
import { decodeLiveFrame, timeAt } from '@fleetman/contract';
import { MeasuredPage } from './measured-page.ts';
import type { ShownMessage } from './page-watch.ts';
import { startProgram } from './service-process.ts';

const vehicles = 60;

/**
 * How long it takes from a vehicle's report until a frame that knows of it is on the screen: simulator,
 * queue, tracker and gateway run in one process, as `npm start` does. A vehicle then begins to glide to
 * the place that it reported.
 */
export async function benchDelay(seconds: number): Promise<void> {
  const fleet = await startProgram('embedded/dist/main.js', 18_080, {
    VEHICLES: String(vehicles),
    REPORT_INTERVAL: '1s',
    BACKFILL: '0',
  });
  try {
    const measured = await MeasuredPage.open(fleet.url);
    try {
      await measured.page.evaluate(() => {
        window.fleetmanBench.shown = [];
      });
      await delay(seconds * 1_000);
      const { shown = [] } = await measured.counts();
      print(shown.flatMap(delaysOf).sort((a, b) => a - b));
    } finally {
      await measured.close();
    }
  } finally {
    await fleet.stop();
  }
}

/** The answer to a `view` tells of reports once more, that were shown before. */
function delaysOf({ bytes, at }: ShownMessage): number[] {
  const frame = decodeLiveFrame(Uint8Array.from(bytes));
  if (frame.kind !== 'update') return [];
  return Array.from(frame.ids, (_, row) => at - timeAt(frame, row));
}

function print(delays: readonly number[]): void {
  const part = (share: number) => Math.round(delays[Math.floor(delays.length * share)] ?? NaN);
  console.log(`${vehicles} vehicles, ${delays.length} reports, milliseconds to the screen:`);
  console.table([
    {
      median: part(0.5),
      p95: part(0.95),
      p99: part(0.99),
      longest: Math.round(delays.at(-1) ?? NaN),
    },
  ]);
}

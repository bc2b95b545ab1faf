import { setTimeout as delay } from 'node:timers/promises';
import type { MeasuredPage } from './measured-page.ts';
import { CirclingFleet, metresASecond } from './page-fleet.ts';
import { withPage } from './with-page.ts';

const vehicles = 60;
/** Eight hours of reports. */
const workdaySeconds = 8 * 3_600;
/** How many times faster than in life they come. */
const workdaySpeedUp = 40;
/** A machine that has other work may take so many times longer. */
const patience = 3;
/** So often the heap is looked at. */
const looks = 8;

/**
 * Whether the page's memory grows: with one vehicle selected, `seconds` long as in life, and eight
 * hours of reports as fast as the page reads them. Other work on the machine does no harm.
 */
export async function benchSoak(seconds: number): Promise<void> {
  await soak('as in life', seconds, 1);
  await soak('eight hours of reports', workdaySeconds, workdaySpeedUp);
}

async function soak(name: string, seconds: number, speedUp: number): Promise<void> {
  const fleet = new CirclingFleet(vehicles, metresASecond.city);
  const query = `?vehicle=${encodeURIComponent(fleet.names[0] ?? '')}`;
  await withPage({ fleet, speedUp, query }, async (measured) => {
    const rows = [await lookAt(measured)];
    const deadline = performance.now() + (patience * seconds * 1_000) / speedUp;
    for (let look = 1; look <= looks; look++) {
      const reports = (look * seconds) / looks;
      while ((await reportsOfEach(measured)) < reports && performance.now() < deadline) {
        await delay(1_000);
      }
      rows.push(await lookAt(measured));
    }
    console.log(`${vehicles} vehicles, ${name}`);
    console.table(rows);
  });
}

/** Ten updates tell of each vehicle once. */
async function reportsOfEach(measured: MeasuredPage): Promise<number> {
  return Math.round((await measured.counts()).updates / 10);
}

async function lookAt(measured: MeasuredPage) {
  const heap = await measured.heapMB();
  return {
    'reports of each': await reportsOfEach(measured),
    'heap MB': Math.round(heap * 100) / 100,
  };
}

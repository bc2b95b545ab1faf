import type { PageFigures } from './measured-page.ts';
import { CirclingFleet, metresASecond } from './page-fleet.ts';
import { withPage } from './with-page.ts';

/** How fluid the page is, by Chromium without a graphics card, `seconds` for each row. */
export async function benchPage(seconds: number): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const size of [1_000, 10_000, 50_000]) rows.push(...(await benchFleet(size, seconds)));
  rows.push(await benchCity(60, seconds));
  console.table(rows);
}

async function benchFleet(size: number, seconds: number) {
  const fleet = new CirclingFleet(size, metresASecond.restless);
  return withPage({ fleet }, async (measured) => {
    const rest = await measured.watch(seconds);
    const { mouse } = measured.page;
    await mouse.move(900, 450);
    await mouse.down();
    let step = 0;
    const pan = async () => {
      step++;
      await mouse.move(900 + 200 * Math.sin(step / 15), 450 + 150 * Math.sin(step / 11));
    };
    const panned = await measured.watch(seconds, pan);
    await mouse.up();
    return [rowOf(`${size}, map at rest`, rest), rowOf(`${size}, map panned`, panned)];
  });
}

/** A fleet as it is shown day in, day out: the page should hardly be noticed. */
async function benchCity(size: number, seconds: number) {
  const fleet = new CirclingFleet(size, metresASecond.city);
  return withPage({ fleet }, async (measured) => {
    const { firstMovementMs, gzipBytes } = measured.firstLoad;
    console.log(
      `First movement after ${Math.round(firstMovementMs)} ms; loaded until then, gzipped:`,
    );
    console.table(gzipBytes);
    return rowOf(`${size} in a city`, await measured.watch(seconds));
  });
}

function rowOf(name: string, figures: PageFigures) {
  return {
    vehicles: name,
    'frames/s': figures.framesASecond,
    'ms an update': `${figures.batchMs[0]} (p95 ${figures.batchMs[1]})`,
    'main thread %': figures.mainThreadPercent,
    'page %': figures.pagePercent,
    'graphics %': figures.graphicsPercent,
  };
}

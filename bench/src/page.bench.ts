import { MeasuredPage, type PageFigures } from './measured-page.ts';
import { CirclingFleet, type Ground } from './page-fleet.ts';
import { servePage } from './page-server.ts';

/** The bundled region's middle; the fleet is spread so wide that the map shows streets and all of it. */
const ground: Ground = { lat: -29.93, lng: -71.27, reach: 0.05 };
/** Fast enough that every frame the browser can have is needed, and as fast as a city allows. */
const metresASecond = { restless: 1_500, city: 15 };
/** The soak's vehicles report so many times as often as once a second. */
const soakSpeedUp = 10;

/** How fluid the page is, by Chromium without a graphics card, `seconds` for each row. */
export async function benchPage(seconds: number): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const size of [1_000, 10_000, 50_000]) rows.push(...(await benchFleet(size, seconds)));
  rows.push(await benchCity(60, seconds));
  console.table(rows);
  console.table([await soak(seconds)]);
}

async function benchFleet(size: number, seconds: number) {
  return withPage(new CirclingFleet(size, ground, metresASecond.restless), 1, async (measured) => {
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
  const fleet = new CirclingFleet(size, ground, metresASecond.city);
  return withPage(fleet, 1, async (measured, firstMovementMs) => ({
    ...rowOf(`${size} in a city`, await measured.watch(seconds)),
    'first movement ms': Math.round(firstMovementMs),
  }));
}

/** Whether memory grows: each report costs the same whenever it comes, so more of them are longer. */
async function soak(seconds: number) {
  const fleet = new CirclingFleet(60, ground, metresASecond.city);
  return withPage(fleet, soakSpeedUp, async (measured) => {
    await measured.watch(seconds);
    const first = await measured.heapMB();
    await measured.watch(seconds * 5);
    const last = await measured.heapMB();
    return {
      soak: `60 vehicles, ${seconds * 5 * soakSpeedUp} s in ${seconds * 5} s`,
      'heap MB': Math.round(first * 100) / 100,
      'at the end': Math.round(last * 100) / 100,
    };
  });
}

async function withPage<Result>(
  fleet: CirclingFleet,
  speedUp: number,
  measure: (measured: MeasuredPage, firstMovementMs: number) => Promise<Result>,
): Promise<Result> {
  const server = await servePage(fleet, speedUp);
  try {
    const { measured, firstMovementMs } = await MeasuredPage.open(server.url);
    try {
      return await measure(measured, firstMovementMs);
    } finally {
      await measured.close();
    }
  } finally {
    await server.close();
  }
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

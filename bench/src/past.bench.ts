import { MongoClient } from 'mongodb';
import { fillPast, type PastFleet } from './past-fleet.ts';
import { serverEnvironment } from './real-servers.ts';
import { startProcess } from './service-process.ts';

const dayMs = 86_400_000;

/** Where in the extent it is asked, each for the first time and once more. */
const parts = [0.5, 0.2, 0.8, 0.35];

/** So many positions in two shapes: 10,000 vehicles every 10 s, and 60 vehicles over 90 days. */
export async function benchPast(positions: number): Promise<void> {
  await measure('10,000 vehicles', {
    vehicles: 10_000,
    fixesEach: Math.ceil(positions / 10_000),
    intervalMs: 10_000,
  });
  await measure('60 vehicles, 90 days', {
    vehicles: 60,
    fixesEach: Math.ceil(positions / 60),
    intervalMs: Math.floor((90 * dayMs) / Math.ceil(positions / 60)),
  });
}

async function measure(name: string, fleet: PastFleet): Promise<void> {
  const url = serverEnvironment.STORE_URL;
  await dropDatabase(url);
  // The queue stays empty: the positions are written into the database directly.
  const environment = { ...serverEnvironment, HISTORY_RETENTION: '100d' };
  const tracker = await startProcess('position-tracker', 18_090, environment);
  try {
    await fillPast(url, fleet);
    const rows: object[] = [];
    const ask = async (question: string, path: string) => {
      const start = performance.now();
      const response = await fetch(`${tracker.url}${path}`);
      const text = await response.text();
      const ms = Math.round(performance.now() - start);
      rows.push({ question, status: response.status, ms, kB: Math.round(text.length / 1_024) });
      return text;
    };
    // What it answers the schema in the contract describes.
    const { oldest, newest } = JSON.parse(await ask('extent', '/fleet/extent')) as Extent;
    const span = Date.parse(newest) - Date.parse(oldest);
    const timeAt = (part: number) => new Date(Date.parse(oldest) + part * span);
    for (const part of parts) {
      const path = `/fleet?at=${timeAt(part).toISOString()}`;
      await ask(`at ${part}, first`, path);
      await ask(`at ${part}, again`, path);
    }
    const frames = Math.min(600, Math.floor(500_000 / fleet.vehicles));
    const from = timeAt(0.6);
    const to = new Date(from.getTime() + (frames - 1) * 5_000);
    const range = `from=${from.toISOString()}&to=${to.toISOString()}&step=5s`;
    await ask(`range, ${frames} frames`, `/fleet/range?${range}`);
    await ask('history, 100,000', '/history/Van%200?limit=100000');
    await ask('the same, simplified', '/history/Van%200?limit=100000&simplify=10');
    rows.push({ question: "the database's part of it", ms: await readHistory(url) });
    console.log(`${name}, ${fleet.vehicles * fleet.fixesEach} positions`);
    console.table(rows);
  } finally {
    await tracker.stop();
  }
}

interface Extent {
  readonly oldest: string;
  readonly newest: string;
}

/** How long the driver takes to read what the tracker is asked for above, in milliseconds. */
async function readHistory(url: string): Promise<number> {
  const client = new MongoClient(url);
  try {
    const positions = client.db().collection('positions');
    const history = positions.find({ vehicle: 'Van 0' }, { projection: { _id: 0 } });
    const start = performance.now();
    await history.sort({ time: -1 }).limit(100_000).batchSize(100_000).toArray();
    return Math.round(performance.now() - start);
  } finally {
    await client.close();
  }
}

async function dropDatabase(url: string): Promise<void> {
  const client = new MongoClient(url);
  await client.db().dropDatabase();
  await client.close();
}

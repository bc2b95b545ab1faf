import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describeError, seededRandom } from '@fleetman/toolkit';
import type { Border } from './border.ts';
import { openGeoJson } from './borders/geojson.ts';
import { openGpx } from './borders/gpx.ts';
import { openQueue } from './borders/queue.ts';
import { openRest } from './borders/rest.ts';
import { openSocket } from './borders/socket.ts';
import { LivenessWatch } from './liveness-watch.ts';
import { makeInput } from './mutate.ts';
import { saveInput, Watchdog } from './watchdog.ts';

const borders: Readonly<Record<string, () => Promise<Border>>> = {
  queue: openQueue,
  rest: openRest,
  socket: openSocket,
  gpx: openGpx,
  geojson: openGeoJson,
};

/** So long `/health/live` may be silent while inputs come, in milliseconds. */
const longestSilenceMs = 1_000;

/** The heap may be so much larger in the end than after a third of the run. */
const mostGrowth = 20 * 1024 * 1024;

setFlagsFromString('--expose-gc');
// The flag makes this function, in new contexts only.
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function run(name: string, seconds: number, seed: string): Promise<readonly string[]> {
  const open = borders[name];
  if (!open) return [`${name}: expected one of ${Object.keys(borders).join(', ')}`];
  const border = await open();
  const watchdog = new Watchdog(name, seed);
  const liveness = border.live === undefined ? undefined : new LivenessWatch(border.live);
  try {
    const failures = await feed(border, { name, seconds, seed, watchdog });
    failures.push(...(await border.finish()));
    if (liveness) failures.push(...(await checkSilence(name, liveness)));
    return failures;
  } finally {
    liveness?.close();
    await watchdog.close();
    await border.close();
  }
}

async function checkSilence(name: string, liveness: LivenessWatch): Promise<readonly string[]> {
  const silence = await liveness.longestSilenceMs();
  console.log(`${name}: /health/live silent for ${silence} ms at most`);
  return silence > longestSilenceMs ? [`/health/live was silent for ${silence} ms`] : [];
}

interface Feeding {
  readonly name: string;
  readonly seconds: number;
  readonly seed: string;
  readonly watchdog: Watchdog;
}

async function feed(border: Border, feeding: Feeding): Promise<string[]> {
  const { name, seconds, seed, watchdog } = feeding;
  const random = seededRandom(seed);
  const start = performance.now();
  let [inputs, heapThen] = [0, 0];
  const elapsed = () => (performance.now() - start) / 1_000;
  for (; elapsed() < seconds; inputs++) {
    if (heapThen === 0 && elapsed() > seconds / 3) heapThen = heapBytes();
    const input = makeInput(border.seeds, random);
    watchdog.note(input);
    try {
      await border.take(input);
      // What listens in this process gets its turn.
      await nextTurn();
    } catch (error) {
      const file = saveInput(name, seed, input);
      return [`input ${inputs + 1}: ${describeError(error)}; it is in ${file}`];
    }
  }
  const growth = heapThen === 0 ? 0 : heapBytes() - heapThen;
  const megabytes = (growth / 1024 / 1024).toFixed(1);
  console.log(`${name}: ${inputs} inputs, heap ${megabytes} MB more`);
  return growth > mostGrowth ? [`the heap has grown by ${megabytes} MB`] : [];
}

const [name = '', duration = '10', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const seconds = Number(duration);
if (!(seconds > 0)) {
  console.error('npm run fuzz -- BORDER SECONDS [SEED]: seconds above 0 expected');
  process.exit(1);
}
console.log(`${name}: ${seconds} s with the seed ${seed}`);
const failures = await run(name, seconds, seed);
for (const failure of failures) console.error(`${name} failed: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);

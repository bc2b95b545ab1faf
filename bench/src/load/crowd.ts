/** A helper that is many clients of the live stream. Every fiftieth looks how old what it is told is. */
import { decodeLiveFrame, liveFrameVehicleBytes, timeAt } from '@fleetman/contract';
import { percentile } from '../measuring/statistics.ts';
import { serveTasks } from '../servers/helper-process.ts';
import { LiveClient, type Telling } from './live-client.ts';

const sampleEvery = 50;
const frameHeadBytes = 32;
/** More at once would only wait in the server's backlog. */
const openedAtOnce = 50;
/** As long as the bench waits for a crowd to come in. */
const patienceMs = 40_000;
/** Enough for a 99th percentile of any run. */
const mostAges = 500_000;

let clients: LiveClient[] = [];
let ages: number[] = [];

function noteAges(bytes: Uint8Array): void {
  const now = Date.now();
  const frame = decodeLiveFrame(Uint8Array.from(bytes));
  if (frame.kind !== 'update' || ages.length > mostAges) return;
  for (let row = 0; row < frame.ids.length; row++) ages.push(now - timeAt(frame, row));
}

/** Resolves with how many came in: a server that is busy lets nobody in at some time. */
async function open(order: {
  url: string;
  count: number;
  telling: Telling;
  /** Whether what it is told can be read: frames of a gateway. */
  isSampled?: boolean;
}): Promise<number> {
  const { url, count, telling, isSampled = false } = order;
  const openOne = (index: number) => {
    const isSample = isSampled && index % sampleEvery === 0;
    const opening = LiveClient.open({ url, telling, ...(isSample && { onFrame: noteAges }) });
    return opening.catch(() => undefined);
  };
  const deadline = performance.now() + patienceMs;
  for (let first = 0; first < count && performance.now() < deadline; first += openedAtOnce) {
    const size = Math.min(openedAtOnce, count - first);
    const indexes = Array.from({ length: size }, (_, offset) => first + offset);
    const opened = await Promise.all(indexes.map(openOne));
    clients.push(...opened.filter((client) => client !== undefined));
  }
  return clients.length;
}

/** What all were sent so far: bytes, and positions of vehicles. */
function counts(): { bytes: number; deliveries: number } {
  const sum = (value: (client: LiveClient) => number) =>
    clients.reduce((total, client) => total + value(client), 0);
  const frameBytes = sum(({ frames }) => frames.bytes - frames.count * frameHeadBytes);
  return { bytes: sum(({ bytes }) => bytes), deliveries: frameBytes / liveFrameVehicleBytes };
}

/** How old positions were when they came, in milliseconds, since it was last asked. */
function takeAges(): { p50: number; p99: number } {
  const taken = ages;
  ages = [];
  return { p50: percentile(taken, 0.5), p99: percentile(taken, 0.99) };
}

function close(): void {
  for (const client of clients) client.close();
  clients = [];
  ages = [];
}

serveTasks({ open, counts, takeAges, close }, close);

import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { PositionReport } from '@fleetman/contract';
import type { PositionQueue } from '@fleetman/messaging';
import type { Outcome } from '../measuring/rounds.ts';
import { percentile } from '../measuring/statistics.ts';
import { LiveClient } from './live-client.ts';

/** The vehicle whose reports are followed. */
const probeName = 'Probe';

/** Between two reports, on average; not a multiple of anything that the services time by. */
const pauseMs = { least: 70, more: 130 };

/** One that is not seen by then is counted as that old. */
const patienceMs = 10_000;

const goldenStep = 0.618_034;

/** How long it took until reports could be seen, in milliseconds. */
export interface ProbeOutcome extends Outcome {
  readonly p50: number;
  readonly p99: number;
  readonly work: number;
}

/** Waits until somebody can see the report with this time. */
export type Seeing = (time: string) => Promise<void>;

/** Publishes reports of one vehicle for some time, each when the one before could be seen. */
export async function probe(queue: PositionQueue, ms: number, see: Seeing): Promise<ProbeOutcome> {
  const took: number[] = [];
  const end = performance.now() + ms;
  for (let count = 1; performance.now() < end || count === 1; count++) {
    const report = reportOf(count);
    const start = performance.now();
    const seen = see(report.time.toISOString());
    await Promise.all([queue.publish([report]), seen]);
    took.push(performance.now() - start);
    await pauseAfter(count);
  }
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), work: took.length };
}

/** Waits as long as a vehicle does after its report of this number: what serves it goes cold meanwhile. */
export async function pauseAfter(count: number): Promise<void> {
  await delay(pauseMs.least + ((count * goldenStep) % 1) * pauseMs.more);
}

let lastTime = 0;

/** Each a millisecond or more after the one before, near enough to be believed. */
function reportOf(count: number): PositionReport {
  lastTime = Math.max(Date.now(), lastTime + 1);
  return {
    vehicle: probeName,
    lat: -29.95 + (count % 100) * 1e-6,
    lng: -71.3,
    time: new Date(lastTime),
  };
}

/** Asks a service for the vehicle again and again until it is there. */
export function seeByRest(url: string): Seeing {
  const agent = new Agent({ keepAlive: true });
  const address = `${url}/vehicles/${probeName}`;
  return async (time) => {
    const deadline = performance.now() + patienceMs;
    while (!(await read(address, agent)).includes(time) && performance.now() < deadline) {
      await delay(1);
    }
  };
}

function read(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.once('end', () => {
        resolve(text);
      });
    }).once('error', reject);
  });
}

/** Follows the live stream. Close the client when nobody looks any more. */
export async function seeBySocket(
  url: string,
): Promise<{ readonly see: Seeing; readonly close: () => void }> {
  const waiting = new Map<string, () => void>();
  const onEvent = (json: string) => {
    for (const [time, seen] of waiting) if (json.includes(time)) seen();
  };
  const client = await LiveClient.open({ url, telling: 'JSON', onEvent });
  const see: Seeing = async (time) => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, patienceMs, undefined);
    waiting.set(time, () => {
      resolve(undefined);
    });
    await promise;
    clearTimeout(timer);
    waiting.delete(time);
  };
  return {
    see,
    close: () => {
      client.close();
    },
  };
}

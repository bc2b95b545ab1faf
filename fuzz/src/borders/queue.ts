import { decodeReports, parseReportJson } from '@fleetman/contract';
import { openPositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { pause } from '@fleetman/toolkit';
import type { Border } from '../border.ts';
import { startFleet } from '../fleet.ts';
import { memoryIngress, rabbitIngress } from '../ingress.ts';
import { reportSeeds } from '../report-seeds.ts';

/** A good report goes beside each so many others. */
const goodEvery = 5;
const goodVehicles = 20;

/** How long the tracker may take for what is left in the queue at the end. */
const patienceMs = 60_000;

/** The whole tracker behind a queue, on RabbitMQ where `AMQP_URL` names one, with good reports beside the bad ones. */
export async function openQueue(): Promise<Border> {
  const { AMQP_URL: rabbit } = process.env;
  const ingress = rabbit ? await rabbitIngress(rabbit) : memoryIngress();
  const fleet = await startFleet({
    ...{ HISTORY_MAX_POSITIONS: '200000', MAX_VEHICLES: '2000' },
    QUEUE_URL: ingress.url,
  });
  const queue = openPositionQueue(ingress.url, { log: silentLog });
  const startMs = Date.now() - 3_600_000;
  let [taken, good] = [0, 0];
  const publishGood = async () => {
    const time = new Date(startMs + 10 * good);
    const vehicle = `Good ${good++ % goodVehicles}`;
    await queue.publish([{ vehicle, lat: -29.9 + good * 1e-6, lng: -71.25, time }]);
  };
  for (let i = 0; i < goodVehicles; i++) await publishGood();
  return {
    seeds: reportSeeds(),
    live: `${fleet.trackerUrl}/health/live`,
    take: async (input) => {
      checkDecoding(input.toString());
      await ingress.offer(input);
      if (++taken % goodEvery === 0) await publishGood();
    },
    finish: async () => {
      const stored = await untilStored(fleet.trackerUrl, good);
      return stored === good ? [] : [`${stored} of ${good} good reports are stored`];
    },
    close: async () => {
      await queue.close();
      await ingress.close();
      await fleet.close();
    },
  };
}

/** What was read and what was not add up to what was given. */
function checkDecoding(body: string): void {
  const { reports, unreadable } = decodeReports(body);
  const parts = partsOf(body);
  const read = reports.length + unreadable.length;
  if (read !== parts) throw new Error(`${read} reports and unreadable parts of ${parts} given`);
}

/** Of a message that is no JSON, and of one with too many parts, the whole is one. */
function partsOf(body: string): number {
  const parsed = parseReportJson(body);
  const value = 'value' in parsed ? parsed.value : undefined;
  return Array.isArray(value) && value.length <= 1_000 ? value.length : 1;
}

async function untilStored(trackerUrl: string, good: number): Promise<number> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const stored = await countStored(trackerUrl);
    if (stored >= good || performance.now() > deadline) return stored;
    await pause(100);
  }
}

async function countStored(trackerUrl: string): Promise<number> {
  let stored = 0;
  for (let i = 0; i < goodVehicles; i++) {
    const answer = await fetch(`${trackerUrl}/history/Good%20${i}?limit=100000`);
    if (answer.ok) stored += ((await answer.json()) as readonly unknown[]).length;
    else await answer.text();
  }
  return stored;
}

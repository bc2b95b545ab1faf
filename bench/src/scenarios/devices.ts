import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packetOf } from '@fleetman/position-receiver/testing';
import { freePort } from '@fleetman/toolkit/testing';
import { loadHttp } from '../load/http-load.ts';
import { TrackerCrowd } from '../load/tracker-crowd.ts';
import { Inspector } from '../measuring/held-memory.ts';
import { runRounds, type Subject } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import { clientName, cpuCeiling, cpuFigures } from '../report/cpu-figure.ts';
import { makeFigure, valuesOf } from '../report/make-figure.ts';
import { thousands } from '../report/print-figure.ts';
import type { HelperProcess } from '../servers/helper-process.ts';
import type { ServiceProcess } from '../servers/service-process.ts';
import { subject, type Bench, type Scenario } from './scenario.ts';

const vehicles = 1_000;
const batch = 200;
const trackers = 5_000;

/** Phones wait for their answer, and there are many of them. */
const connections = 64;

const nestName = 'an empty route of Nest';
const imeiOf = (index: number) => String(350_000_000_000_000 + index);
const keyOf = (index: number) => index.toString(16).padStart(32, '0');

/**
 * What phones and trackers deliver to the receiver, each told yes when RabbitMQ has confirmed: one report a
 * request and 200 a request beside an empty route of Nest, and 5,000 Teltonika trackers that stay connected.
 */
export const devices: Scenario = {
  name: 'devices',
  needs: ['RabbitMQ'],
  isInAll: true,
  async run(bench) {
    const [{ receiver, tcpPort, inspector }, consumer, bare] = await Promise.all([
      startReceiver(bench),
      bench.helper('consumer', 'servers/bare-consumer'),
      bench.helper('bare server', 'servers/bare-server'),
    ]);
    await consumer.ask('consume', { url: bench.broker.url, queue: 'positionQueue', perMessage: 1 });
    const requests = await measureRequests(bench, receiver, bare);
    return { figures: [...requests, ...(await measureTrackers(bench, tcpPort, inspector))] };
  },
};

async function startReceiver(bench: Bench) {
  const folder = await mkdtemp(join(tmpdir(), 'fleetman-bench-'));
  bench.onEnd(() => rm(folder, { recursive: true }));
  const file = join(folder, 'devices.jsonl');
  await writeFile(file, deviceLines());
  const [tcpPort, inspector] = [await freePort(), await Inspector.onFreePort()];
  const receiver = await bench.service('position-receiver', {
    DEVICES_FILE: file,
    KEY_RATE_LIMIT: '0',
    // A slow machine is measured, too.
    PUBLISH_TIMEOUT: '60s',
    TELTONIKA_PORT: String(tcpPort),
    NODE_OPTIONS: inspector.nodeOptions,
  });
  return { receiver, tcpPort, inspector };
}

function deviceLines(): string {
  const phones = Array.from({ length: vehicles }, (_, index) => ({
    vehicle: `Phone ${index}`,
    key: createHash('sha256').update(keyOf(index)).digest('hex'),
  }));
  const units = Array.from({ length: trackers }, (_, index) => ({
    vehicle: `Unit ${index}`,
    device: imeiOf(index),
  }));
  return [...phones, ...units].map((line) => JSON.stringify(line)).join('\n');
}

async function measureRequests(
  bench: Bench,
  receiver: ServiceProcess,
  bare: HelperProcess,
): Promise<Figure[]> {
  const { nest } = await bare.ask<{ nest: string }>('urls');
  const client = { name: clientName, pid: process.pid };
  const observed = [receiver, client, ...bench.observeServers()];
  const host = new URL(receiver.url).host;
  const single = subject('one a request', observed, (ms) =>
    loadHttp(receiver.url, ms, { connections, nextQuestion: phoneRequests(host) }),
  );
  const batches = subject('batches', observed, async (ms) => {
    const nextQuestion = batchRequests(host);
    const outcome = await loadHttp(receiver.url, ms, { connections: 8, nextQuestion });
    return { ...outcome, rate: outcome.rate * batch, work: outcome.work * batch };
  });
  const empty = subject('empty route', [bare, client], (ms) => loadHttp(nest, ms, { connections }));
  const { runMs } = bench.options;
  const runs = await runRounds([single, batches, empty], { runMs });
  const of = (one: Subject) => runs.get(one) ?? [];
  const nestRates = [{ name: nestName, values: valuesOf(of(empty), 'rate') }];
  const nestCpu = [cpuCeiling(nestName, of(empty))];
  const asRate = { unit: 'reports/s', better: 'more', key: 'rate' } as const;
  const [one, many] = ['one a request', `${batch} a request`];
  return [
    makeFigure({ ...asRate, name: one, runs: of(single), ceilings: nestRates }),
    makeFigure({ name: `${one}, p99`, unit: 'ms', better: 'less', key: 'p99', runs: of(single) }),
    ...cpuFigures({ name: one, each: 'report', runs: of(single), ceilings: nestCpu }),
    makeFigure({ ...asRate, name: many, runs: of(batches) }),
    ...cpuFigures({ name: many, each: 'report', runs: of(batches), ceilings: [] }),
  ];
}

/** Requests as OsmAnd sends them, of one phone after the other. */
function phoneRequests(host: string): () => string {
  let count = 0;
  return () => {
    const time = Date.now() - 60_000;
    const place = `lat=-29.9&lon=-71.25&timestamp=${time}&speed=7&bearing=90&accuracy=5&batt=80`;
    const target = `/in/${keyOf(count++ % vehicles)}/osmand?${place}`;
    return `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  };
}

/** Requests as Overland sends what it has kept: 200 fixes, one a second. */
function batchRequests(host: string): () => string {
  let count = 0;
  return () => {
    const end = Date.now() - 60_000;
    const locations = Array.from({ length: batch }, (_, index) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [-71.25, -29.9] },
      properties: {
        timestamp: new Date(end - (batch - index) * 1_000).toISOString(),
        speed: 7,
        course: 90,
        horizontal_accuracy: 5,
        battery_level: 0.8,
      },
    }));
    const body = JSON.stringify({ locations });
    const target = `/in/${keyOf(count++ % vehicles)}/overland`;
    const head = `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json`;
    return `${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
}

/** Trackers that connect, report once and stay. */
async function measureTrackers(
  bench: Bench,
  port: number,
  inspector: Inspector,
): Promise<Figure[]> {
  const client = { name: clientName, pid: process.pid };
  const connected = subject('trackers', [client, ...bench.observeServers()], async () => {
    const before = await inspector.heldBytes();
    const crowd = new TrackerCrowd(port);
    try {
      const start = performance.now();
      await crowd.connect(Array.from({ length: trackers }, (_, index) => imeiOf(index)));
      const seconds = (performance.now() - start) / 1_000;
      const held = (await inspector.heldBytes()) - before;
      const packet = packetOf([{ time: new Date(Date.now() - 1_000), lat: -29.9, lng: -71.25 }]);
      const rate = trackers / (await crowd.report(packet));
      return { work: trackers, connects: trackers / seconds, kB: held / trackers / 1_000, rate };
    } finally {
      await crowd.leave();
    }
  });
  const runs = (await runRounds([connected], { runMs: 0, warmUpMs: 0 })).get(connected) ?? [];
  const name = `${thousands(trackers)} Teltonika trackers connected`;
  return [
    makeFigure({ name: `${name}, held by each`, unit: 'kB', better: 'less', key: 'kB', runs }),
    makeFigure({
      name: `${name}, let in`,
      unit: 'connections/s',
      better: 'more',
      key: 'connects',
      runs,
    }),
    makeFigure({
      name: `${name}, one report from all at once`,
      unit: 'reports/s',
      better: 'more',
      key: 'rate',
      runs,
    }),
  ];
}

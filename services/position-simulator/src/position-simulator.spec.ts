import type { PositionReport } from '@fleetman/contract';
import { InMemoryPositionQueue, silentLog } from '@fleetman/messaging/testing';
import {
  ConfigError,
  createHost,
  loadConfig,
  startService,
  type RunningService,
} from '@fleetman/service-kit';
import { afterEach, describe, expect, it } from '@jest/globals';
import { positionSimulator } from './index.ts';

const running: RunningService[] = [];
const queues: InMemoryPositionQueue[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.close()));
  await Promise.all(queues.splice(0).map((queue) => queue.close()));
});

async function start(environment: Record<string, string> = {}) {
  const config = loadConfig(positionSimulator.config, {
    QUEUE_URL: 'memory:',
    PORT: '0',
    METRICS_PORT: '0',
    LOG_LEVEL: 'silent',
    REPORT_INTERVAL: '200ms',
    ...environment,
  });
  const host = createHost(positionSimulator.name, config);
  const service = await startService(positionSimulator, { config, host });
  running.push(service);
  return service;
}

/** Takes what is published, until enough is there. */
async function take(isEnough: (reports: readonly PositionReport[]) => boolean) {
  const queue = new InMemoryPositionQueue({ log: silentLog });
  queues.push(queue);
  const reports: PositionReport[] = [];
  const { promise, resolve } = Promise.withResolvers<readonly PositionReport[]>();
  await queue.consume(async (batch) => {
    reports.push(...batch);
    if (isEnough(reports)) resolve(reports);
    return [];
  });
  return promise;
}

const namesIn = (reports: readonly PositionReport[]) =>
  new Set(reports.map(({ vehicle }) => vehicle));

describe('position-simulator', () => {
  it('drives the shipped fleet: every vehicle reports', async () => {
    const { url, metricsUrl = '' } = await start();

    const reports = await take((taken) => namesIn(taken).size === 42);

    expect(namesIn(reports)).toContain('City Truck');
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const metrics = await (await fetch(`${metricsUrl}/metrics`)).text();
    expect(Number(/^fleetman_reports_published_total (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(
      40,
    );
    expect(metrics).toMatch(/^fleetman_reports_dropped_total 0$/m);
    expect(metrics).toMatch(/^fleetman_reports_waiting \d+$/m);
  });

  it('publishes the past beside the live reports, each moment once', async () => {
    const startMs = Date.now();
    // Another seed than in the test before, whose last reports may still be in the queue.
    await start({ SEED: '2', VEHICLES: '3', BACKFILL: '1m', REPORTS_PER_MESSAGE: '50' });

    const reports = await take(
      (taken) => taken.length >= 900 && taken.some(({ time }) => +time > startMs + 300),
    );

    const times = reports.map(({ time, vehicle }) => `${vehicle} ${+time}`);
    expect(new Set(times).size).toBe(times.length);
    const moments = reports.map(({ time }) => +time);
    expect(Math.max(...moments) - Math.min(...moments)).toBeGreaterThan(59_000);
  });

  it('does not start without tracks, and names the setting', async () => {
    const starting = start({ TRACKS: '/nowhere' });

    await expect(starting).rejects.toThrow(ConfigError);
    await expect(starting).rejects.toThrow('TRACKS: "/nowhere" given, expected a folder of tracks');
  });

  it.each([
    [{ VEHICLES: '0' }, 'VEHICLES: "0" given, expected a whole number from 1 to 50000'],
    [{ REPORT_INTERVAL: '10ms' }, 'REPORT_INTERVAL: "10ms" given, expected a duration from 100ms'],
    [{ BACKFILL: 'yesterday' }, 'BACKFILL: "yesterday" given, expected a duration'],
    [{ BUFFER_SIZE: '-1' }, 'BUFFER_SIZE: "-1" given, expected a whole number'],
    [{ QUEUE_URL: 'foo:' }, 'QUEUE_URL: "foo:" given, expected a URL that starts with amqp://'],
  ])('does not start with %j', async (environment, problem) => {
    await expect(start(environment)).rejects.toThrow(problem);
  });
});

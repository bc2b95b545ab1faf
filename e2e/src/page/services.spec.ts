import { aReport } from '@fleetman/contract/testing';
import type { PositionReport } from '@fleetman/contract';
import { openPositionQueue } from '@fleetman/messaging';
import { expect } from '@playwright/test';
import { FleetPage } from '../page-tools/fleet-page.ts';
import { test } from '../page-tools/page-test.ts';
import { Program } from '../programs/program.ts';
import { servePage } from '../page-tools/serve-page.ts';
import {
  countMessages,
  forgetEverything,
  realServers,
  storedFixes,
} from '../programs/real-servers.ts';

const database = 'fleetman_e2e';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const environment = {
  QUEUE_URL: realServers.amqpUrl,
  LIVE_URL: realServers.amqpUrl,
  STORE_URL: `${realServers.mongoUrl}/${database}`,
};

const startTracker = (): Promise<Program> =>
  Program.start('services/position-tracker/dist/main.js', environment);

/** Reports of many vehicles, one a second each, none like another. */
function driveOf(vehicles: number, seconds: number): PositionReport[] {
  const start = Date.now() - seconds * 1_000;
  return Array.from({ length: vehicles * seconds }, (_, index) =>
    aReport({
      vehicle: `Van ${index % vehicles}`,
      lat: -29.9 + index * 1e-6,
      time: new Date(start + Math.floor(index / vehicles) * 1_000),
    }),
  );
}

test.describe('the services over RabbitMQ and a database', () => {
  test.skip(realServers.missing !== '', realServers.missing);

  let programs: Program[] = [];
  test.beforeEach(() => forgetEverything(database));
  test.afterEach(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    programs = [];
  });

  test('store every confirmed report exactly once, though the tracker is killed', async () => {
    const reports = driveOf(100, 300);
    const queue = openPositionQueue(realServers.amqpUrl, { log: silent });
    const doomed = await startTracker();
    programs.push(doomed);

    const half = reports.length / 2;
    await queue.publish(reports.slice(0, half));
    await expect.poll(async () => (await storedFixes(database)).length).toBeGreaterThan(0);
    await Promise.all([queue.publish(reports.slice(half)), doomed.stop('SIGKILL')]);
    await queue.close();
    expect((await storedFixes(database)).length, 'stored before the crash').toBeLessThan(
      reports.length,
    );
    programs = [await startTracker()];

    await expect.poll(() => countMessages('positionQueue'), { timeout: 60_000 }).toBe(0);
    await expect
      .poll(async () => (await storedFixes(database)).length, { timeout: 60_000 })
      .toBe(reports.length);
    const stored = new Set(await storedFixes(database));
    const missing = reports.filter(
      ({ vehicle, time }) => !stored.has(`${vehicle}|${time.toISOString()}`),
    );
    expect(missing).toEqual([]);
    expect(await countMessages('positionQueue.dead')).toBe(0);
  });

  test('carry a fleet from the simulator to the page, which rests when nothing moves', async ({
    page,
  }) => {
    const tracker = await startTracker();
    const [gateway, simulator] = await Promise.all([
      Program.start('services/api-gateway/dist/main.js', {
        ...environment,
        TRACKER_URL: tracker.url,
      }),
      Program.start('services/position-simulator/dist/main.js', environment),
    ]);
    const pageServer = await servePage(gateway.url);
    programs.push(tracker, gateway, simulator);
    try {
      const fleet = await FleetPage.open(page, pageServer.url);

      await fleet.expectFleet(38);
      await fleet.expectMovement();

      await simulator.stop();
      await expect.poll(() => fleet.framesInASecond(), { timeout: 30_000 }).toBe(0);
      await expect(fleet.status).toContainText('Live');
    } finally {
      await page.close();
      await pageServer.close();
    }
  });
});

import { aReport } from '@fleetman/contract/testing';
import { openPositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { createHost, loadConfig, startService, type RunningService } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { positionTracker } from '../index.ts';
import { untilFound } from '../testing/spec-tools.contract.ts';

const started = Date.now();
const before = (seconds: number) => new Date(started - seconds * 1_000);

describe('DELETE /vehicles/{name}', () => {
  const queue = openPositionQueue('memory:', { log: silentLog });
  let service: RunningService;

  beforeAll(async () => {
    const config = loadConfig(positionTracker.config, {
      ...{ PORT: '0', LOG_LEVEL: 'silent', QUEUE_URL: 'memory:', STORE_URL: 'memory:' },
    });
    const host = createHost('position-tracker', config);
    service = await startService(positionTracker, { config, host });
    const reports = [40, 30, 20, 10].map((seconds) => aReport({ time: before(seconds) }));
    await queue.publish([...reports, aReport({ vehicle: 'Van 2', time: before(5) })]);
    await untilFound(async () => ((await listed()).length === 2 ? true : undefined));
  });
  afterAll(async () => {
    await service.close();
    await queue.close();
  });

  const get = async (path: string) => (await fetch(`${service.url}${path}`)).json();

  async function listed(): Promise<string[]> {
    const vehicles = (await get('/vehicles')) as { name: string }[];
    return vehicles.map(({ name }) => name);
  }

  async function forget(query: string): Promise<{ status: number; body: unknown }> {
    const path = `${service.url}/vehicles/City%20Truck${query}`;
    const response = await fetch(path, { method: 'DELETE' });
    return { status: response.status, body: await response.json() };
  }

  const timeOf = (seconds: number) => encodeURIComponent(before(seconds).toISOString());

  it('forgets a part of a vehicle, then all of it, in every answer', async () => {
    const part = await forget(`?from=${timeOf(30)}&until=${timeOf(20)}`);
    expect(part).toEqual({ status: 200, body: { fixes: 2 } });
    expect(await get('/history/City%20Truck')).toHaveLength(2);
    expect(await listed()).toEqual(['City Truck', 'Van 2']);

    expect(await forget('')).toEqual({ status: 200, body: { fixes: 2 } });

    // The list is made a few times a second at most.
    await untilFound(async () => ((await listed()).length === 1 ? true : undefined));
    expect(await listed()).toEqual(['Van 2']);
    expect(await get('/history/City%20Truck')).toMatchObject({ status: 404 });
    expect(JSON.stringify(await get(`/fleet?at=${timeOf(1)}`))).not.toContain('City Truck');
    expect(await forget('')).toEqual({ status: 200, body: { fixes: 0 } });
  });

  it('refuses what it does not understand, rather than forget more than was meant', async () => {
    const { status, body } = await forget(`?since=${timeOf(1)}`);

    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('since');
    expect((await forget('?from=yesterday')).status).toBe(400);
  });
});

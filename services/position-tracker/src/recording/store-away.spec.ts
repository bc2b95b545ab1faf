import { problem } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { openPositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { createHost, loadConfig, startService, type RunningService } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { positionTracker } from '../index.ts';
import { freePort } from '@fleetman/toolkit/testing';
import { untilFound } from '../testing/spec-tools.contract.ts';

describe('position-tracker without its database', () => {
  let service: RunningService;

  beforeAll(async () => {
    const config = loadConfig(positionTracker.config, {
      PORT: '0',
      LOG_LEVEL: 'silent',
      QUEUE_URL: 'memory:',
      STORE_URL: `mongodb://user:secret@127.0.0.1:${await freePort()}`,
    });
    service = await startService(positionTracker, { config, host: createHost('t', config) });
  });

  afterAll(async () => {
    await service.close();
  });

  async function readyReport(): Promise<string> {
    return (await fetch(`${service.url}/health/ready`)).text();
  }

  it('is alive, but not ready, and says why', async () => {
    const report = await readyReport();

    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
    expect(report).toContain('127.0.0.1:');
    expect(report).not.toContain('secret');
  });

  it.each(['/vehicles', '/vehicles/City%20Truck', '/history/City%20Truck'])(
    'answers 503 as a problem at once: %s',
    async (path) => {
      const response = await fetch(`${service.url}${path}`);

      expect(response.status).toBe(503);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(problem.parse(await response.json()).type).toBe('urn:fleetman:store-unavailable');
    },
  );

  it('keeps reports in hand, says so, and still stops in time', async () => {
    const queue = openPositionQueue('memory:', { log: silentLog });
    await queue.publish([aReport()]);
    await queue.close();

    // Nothing is taken before the driver has given up its first try, after 5 s.
    await untilFound(async () => /store reports/i.test(await readyReport()) || undefined, 20_000);
    await service.close();
  });
});

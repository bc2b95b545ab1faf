import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTracker } from '../testing/fake-tracker.ts';
import { startGateway } from '../testing/start-gateway.ts';

const form = { method: 'POST', body: new URLSearchParams({ lat: '1', lon: '2' }) };

describe('refuseReports', () => {
  let tracker: FakeTracker;
  let service: RunningService;
  beforeEach(async () => {
    tracker = await FakeTracker.start();
    tracker.answer = FakeTracker.json([]);
    service = await startGateway({ TRACKER_URL: tracker.url }, 'api');
  });
  afterEach(async () => {
    await service.close();
    await tracker.stop();
  });

  it.each([
    ['/api/vehicles?id=1&lat=1&lon=2', {}],
    ['/?latitude=1&longitude=2', {}],
    ['/api/vehicles', form],
    ['/nowhere', form],
  ])('refuses what an app sends to %s, and says where to send it', async (path, init) => {
    const answer = await fetch(service.url + path, init);

    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      type: 'urn:fleetman:not-found',
      detail: expect.stringContaining('send it to the position-receiver, at /in/<key>/<app>'),
    });
  });

  it('lets pass what reads the fleet', async () => {
    expect((await fetch(`${service.url}/api/vehicles?lat=1`)).status).toBe(200);
  });
});

import { aPosition } from '@fleetman/contract/testing';
import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTracker } from './testing/fake-tracker.ts';
import { startGateway } from './testing/start-gateway.ts';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('A gateway that begins after vehicles have stopped', () => {
  const since = minutesAgo(14);
  let tracker: FakeTracker;
  let service: RunningService;

  beforeEach(async () => {
    const place = { name: 'Standing', lat: -29.9, longitude: -71.25, metres: 0 };
    const history = [
      { ...place, timestamp: minutesAgo(1), speed: 0, standing: true },
      { ...place, timestamp: since, speed: 0, standing: true },
      { ...place, timestamp: minutesAgo(15), speed: 20 },
    ];
    const fleet = [
      aPosition({ name: 'Moving', timestamp: minutesAgo(0) }),
      aPosition({ name: 'Standing', timestamp: minutesAgo(0), speed: 0 }),
    ];
    tracker = await FakeTracker.start();
    tracker.answer = (request, response) => {
      FakeTracker.json(request.url?.startsWith('/history/') ? history : fleet)(request, response);
    };
    service = await startGateway({ TRACKER_URL: tracker.url, LIVE_URL: 'memory:' });
  });
  afterEach(async () => {
    await service.close();
    await tracker.stop();
  });

  it('says since when they stand, and asked the tracker once for each', async () => {
    await eventually(async () => {
      const response = await fetch(`${service.url}/fleet/stops`);
      expect(await response.json()).toEqual([{ name: 'Standing', since }]);
    });
    const asked = tracker.requests.filter((path) => path.startsWith('/history/'));
    expect(asked).toEqual([expect.stringMatching(/^\/history\/Standing\?/)]);
  });
});

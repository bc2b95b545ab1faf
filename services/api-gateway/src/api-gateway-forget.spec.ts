import { aPosition } from '@fleetman/contract/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeRegistry } from './testing/fake-registry.ts';
import { FakeTracker } from './testing/fake-tracker.ts';
import { startGateway } from './testing/start-gateway.ts';

const path = '/vehicles/City%20Truck';

describe('forgetting a vehicle', () => {
  let tracker: FakeTracker;
  let registry: FakeRegistry;
  let service: RunningService | undefined;
  let deleted: string[];

  beforeEach(async () => {
    deleted = [];
    tracker = await FakeTracker.start();
    tracker.answer = (request, response) => {
      if (request.method === 'DELETE') {
        deleted.push(`${request.url ?? ''} ${changes().length}`);
        FakeTracker.json({ fixes: 1 })(request, response);
      } else FakeTracker.json([aPosition()])(request, response);
    };
    registry = await FakeRegistry.start();
  });
  afterEach(async () => {
    await service?.close();
    service = undefined;
    await registry.stop();
    await tracker.stop();
  });

  /** What the registry was asked to change. */
  const changes = () => registry.asked.filter(({ method }) => method !== 'GET');

  async function forget(environment: Record<string, string> = {}): Promise<Response> {
    service = await startGateway({ TRACKER_URL: tracker.url, LIVE_URL: 'memory:', ...environment });
    return fetch(service.url + path, { method: 'DELETE' });
  }

  it('forgets its history before and after its record', async () => {
    const response = await forget({ REGISTRY_URL: registry.url });

    expect(response.status).toBe(204);
    expect(changes()).toMatchObject([{ method: 'DELETE', path: path.slice(1), by: 'anybody' }]);
    expect(deleted).toEqual([`${path} 0`, `${path} 1`]);
  });

  it('is not there without a registry, so that nobody empties a fleet without records', async () => {
    expect((await forget()).status).toBe(404);
    expect(deleted).toEqual([]);
  });

  it('keeps the record of a vehicle whose history the tracker cannot forget', async () => {
    tracker.answer = FakeTracker.text('', 404);

    const response = await forget({ REGISTRY_URL: registry.url });

    expect(await response.json()).toMatchObject({ type: 'urn:fleetman:not-supported' });
    expect(changes()).toEqual([]);
  });
});

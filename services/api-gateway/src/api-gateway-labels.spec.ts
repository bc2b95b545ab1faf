import { liveFrameVersion, type FleetUpdate, type VehiclePosition } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeRegistry } from './testing/fake-registry.ts';
import { FakeTracker } from './testing/fake-tracker.ts';
import { nextEvent, openSocket } from './testing/live-socket.ts';
import { startGateway } from './testing/start-gateway.ts';

const [a, b] = [aPosition({ name: 'a' }), aPosition({ name: 'b' })];
const labelled = { ...a, label: 'Van 1' };

describe('a gateway with a registry', () => {
  let tracker: FakeTracker;
  let registry: FakeRegistry;
  let service: RunningService;

  beforeEach(async () => {
    tracker = await FakeTracker.start();
    tracker.answer = (request, response) => {
      const isOne = request.url?.endsWith('/a') === true;
      FakeTracker.json(isOne ? a : [a, b])(request, response);
    };
    registry = await FakeRegistry.start();
    registry.vehicles = [
      { id: 'a', name: 'Van 1', retired: false },
      { id: 'b', name: 'b', retired: false },
    ];
    service = await startGateway({ TRACKER_URL: tracker.url, REGISTRY_URL: registry.url });
    await untilListed(labelled, b);
  });
  afterEach(async () => {
    await service.close();
    await registry.stop();
    await tracker.stop();
  });

  const list = async (query = '') => (await fetch(`${service.url}/vehicles${query}`)).json();

  function untilListed(...vehicles: readonly VehiclePosition[]): Promise<void> {
    return eventually(async () => {
      expect(await list()).toEqual(vehicles);
    });
  }

  it('says what vehicles are called, in every list and of one', async () => {
    expect(await list('?since=2020-01-01T00:00:00Z')).toEqual([labelled, b]);
    expect(await (await fetch(`${service.url}/vehicles/a`)).json()).toEqual(labelled);

    await tracker.stop();

    await eventually(async () => {
      const response = await fetch(`${service.url}/vehicles`);
      expect(response.headers.has('fleetman-stale')).toBe(true);
      expect(await response.json()).toEqual([labelled, b]);
    });
  });

  it('lets an answer that a client knows count until a vehicle is called something else', async () => {
    const { headers } = await fetch(`${service.url}/vehicles`);
    const again = () =>
      fetch(`${service.url}/vehicles`, {
        headers: { 'if-none-match': headers.get('etag') ?? '' },
      });
    expect((await again()).status).toBe(304);

    registry.vehicles = [{ id: 'a', name: 'Bus 1', retired: false }];
    registry.change('vehicles');

    await untilListed({ ...a, label: 'Bus 1' } as VehiclePosition, b);
    expect((await again()).status).toBe(200);
    expect(await (await fetch(`${service.url}/vehicles/a`)).json()).toMatchObject({
      label: 'Bus 1',
    });
  });

  it('says it on the stream, as JSON and beside the names of frames', async () => {
    const json = openSocket(service.url);
    const frames = openSocket(service.url, { auth: { codec: liveFrameVersion } });
    try {
      const [[update], [first, names, labels]] = await Promise.all([
        nextEvent(json, 'snapshot') as Promise<[FleetUpdate]>,
        nextEvent(frames, 'names'),
      ]);

      expect(update.vehicles).toEqual(expect.arrayContaining([labelled, b]));
      expect([first, names, labels]).toEqual([0, ['a', 'b'], ['Van 1', null]]);
    } finally {
      json.close();
      frames.close();
    }
  });
});

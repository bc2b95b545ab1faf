import { issuedKey, knock, listening } from '@fleetman/contract/registry';
import { fleetRegistry } from '@fleetman/fleet-registry';
import { eventually } from '@fleetman/messaging/testing';
import { positionReceiver } from '@fleetman/position-receiver';
import { createHost, loadConfig, startService, type RunningService } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';

const quiet = { PORT: '0', METRICS_PORT: '', LOG_LEVEL: 'silent', TELTONIKA_PORT: 'off' };

describe('A receiver over a registry', () => {
  let registry: RunningService;
  let receiver: RunningService;

  beforeAll(async () => {
    const config = loadConfig(fleetRegistry.config, { ...quiet, REGISTRY_STORE_URL: 'memory:' });
    registry = await startService(fleetRegistry, {
      config,
      host: createHost(fleetRegistry.name, config),
    });
    const settings = loadConfig(positionReceiver.config, {
      ...quiet,
      ...{ QUEUE_URL: 'memory:', REGISTRY_URL: registry.url },
    });
    receiver = await startService(positionReceiver, {
      config: settings,
      host: createHost(positionReceiver.name, settings),
    });
  });

  afterAll(async () => {
    await receiver.close();
    await registry.close();
  });

  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(registry.url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return response.status === 204 ? undefined : response.json();
  };
  const report = async (key: string) =>
    (await fetch(`${receiver.url}/in/${key}/osmand?lat=1&lon=2&hdop=12`)).status;

  it('lets a new key in at once, and not any longer when it is taken back', async () => {
    await ask('PUT', '/vehicles/Van', { name: 'Annas van' });
    const made = issuedKey.parse(await ask('POST', '/vehicles/Van/keys', {}));

    expect(await report(made.key)).toBe(200);
    await eventually(async () => {
      const { first, troubles } = listening.parse(await ask('GET', '/vehicles/Van/listening'));
      expect(first).toMatchObject({ app: 'osmand', accuracy: 12 });
      expect(troubles).toEqual([]);
    });

    await ask('DELETE', `/vehicles/Van/keys/${made.info.id}`);
    await eventually(async () => {
      expect(await report(made.key)).toBe(401);
    });
    await eventually(async () => {
      const knocks = z.array(knock).parse(await ask('GET', '/registry/knocks'));
      expect(knocks).toMatchObject([{ app: 'osmand', why: 'unknown-key' }]);
    });
  });
});

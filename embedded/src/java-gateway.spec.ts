import { positionSimulator } from '@fleetman/position-simulator';
import { positionTracker } from '@fleetman/position-tracker';
import {
  createHost,
  loadConfig,
  startService,
  type RunningService,
  type ServiceDefinition,
  type ServiceSettings,
} from '@fleetman/service-kit';
import { afterEach, describe, expect, it } from '@jest/globals';
import { JavaGateway } from '../../e2e/src/programs/java-gateway.ts';

describe('a gateway of the Java system in front of our tracker', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function start<C extends ServiceSettings>(
    definition: ServiceDefinition<C>,
    profile: string,
  ): Promise<RunningService> {
    const config = loadConfig(definition.config, {
      SPRING_PROFILES_ACTIVE: profile,
      QUEUE_URL: 'memory:',
      STORE_URL: 'memory:',
      PORT: '0',
      LOG_LEVEL: 'silent',
    });
    const service = await startService(definition, {
      config,
      host: createHost(definition.name, config),
    });
    closing.push(() => service.close());
    return service;
  }

  /** Asks again until there is something to see, or it fails. */
  async function ask(url: string): Promise<{ status: number; body: unknown }> {
    for (;;) {
      const response = await fetch(url);
      const body: unknown = await response.json();
      if (response.status !== 200 || (Array.isArray(body) && body.length > 0)) {
        return { status: response.status, body };
      }
    }
  }

  it('answers fleet and history with the profile set', async () => {
    const tracker = await start(positionTracker, 'production-microservice');
    const gateway = await JavaGateway.start(tracker.url);
    closing.push(() => gateway.close());
    await start(positionSimulator, 'production-microservice');

    const fleet = await ask(`${gateway.url}/vehicles/`);
    const [vehicle] = fleet.body as { name: string; timestamp: string }[];
    const history = await ask(`${gateway.url}/history/${encodeURIComponent(vehicle?.name ?? '')}`);

    expect([fleet.status, history.status]).toEqual([200, 200]);
    expect(vehicle?.timestamp).toMatch(/\+0000$/);
    expect(history.body).toContainEqual({ lat: expect.any(Number), lng: expect.any(Number) });
  });

  it('cannot read the times that it writes without', async () => {
    const tracker = await start(positionTracker, '');
    const gateway = await JavaGateway.start(tracker.url);
    closing.push(() => gateway.close());
    await start(positionSimulator, '');

    expect((await ask(`${gateway.url}/vehicles/`)).status).toBe(500);
  });
});

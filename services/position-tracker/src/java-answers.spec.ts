import { aReport } from '@fleetman/contract/testing';
import { openPositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { createHost, loadConfig, startService, type RunningService } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { positionTracker } from './index.ts';
import { untilFound } from './testing/spec-tools.contract.ts';

/** What the Java gateway reads times by: `yyyy-MM-dd'T'HH:mm:ss.SSSZ`, its Z being a zone like `+0000`. */
const javaPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/;

/** One object as the Java tracker was recorded to answer it. */
const recorded =
  '{"name":"City Truck","lat":53.3795014210045337677001953125,"longitude":-1.46643348969519138336181640625,"timestamp":"2026-11-22T21:29:59.667+0000","speed":1.700230542930727005848}';

const oddName = 'x","timestamp":"2026-11-22T10:00:00.000Z"';

describe('position-tracker with a profile of the Java system', () => {
  const queue = openPositionQueue('memory:', { log: silentLog });
  let service: RunningService;

  beforeAll(async () => {
    const config = loadConfig(positionTracker.config, {
      SPRING_PROFILES_ACTIVE: 'production-microservice',
      PORT: '0',
      LOG_LEVEL: 'silent',
      QUEUE_URL: 'memory:',
      STORE_URL: 'memory:',
    });
    const host = createHost('position-tracker', config);
    service = await startService(positionTracker, { config, host });
    const times = [20_000, 10_000].map((ms) => new Date(Date.now() - ms));
    await queue.publish(times.map((time) => aReport({ time })));
    await queue.publish([aReport({ vehicle: oddName, time: new Date(Date.now() - 5_000) })]);
    await untilFound(async () => (await read('/vehicles/')).length === 2 || undefined);
  });
  afterAll(async () => {
    await service.close();
    await queue.close();
  });

  const ask = async (path: string) => (await fetch(`${service.url}${path}`)).json();

  /** The objects of an answer. */
  async function read(path: string): Promise<readonly Record<string, unknown>[]> {
    // A single object or a list of them; what else it might be, the test would find.
    return [(await ask(path)) as Record<string, unknown>].flat();
  }

  it.each([
    '/vehicles/',
    '/vehicles',
    '/vehicles/?since=2026-01-01T00:00:00.000Z',
    '/vehicles/City%20Truck',
    '/history/City%20Truck',
    '/history/City%20Truck?simplify=5',
  ])('writes the times of %s by the pattern that the Java gateway reads', async (path) => {
    const objects = await read(path);

    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) {
      expect(object['timestamp']).toMatch(javaPattern);
      // The same fields in the same order, whatever else comes after them.
      const fields = Object.keys(JSON.parse(recorded) as object);
      expect(Object.keys(object).slice(0, fields.length)).toEqual(fields);
    }
  });

  it('changes no name that looks like a time', async () => {
    expect((await read('/vehicles/')).map(({ name }) => name)).toContain(oddName);
  });

  it('leaves the past of the whole fleet, which is not of the Java system, as it is', async () => {
    expect(await ask('/fleet/extent')).toMatchObject({ newest: expect.stringMatching(/Z$/) });
    const at = new Date(Date.now() - 8_000).toISOString();
    expect(await ask(`/fleet?at=${at}`)).toMatchObject({
      vehicles: [{ timestamp: expect.stringMatching(/Z$/) }],
    });
  });
});

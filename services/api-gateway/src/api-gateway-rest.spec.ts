import { aPosition } from '@fleetman/contract/testing';
import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTracker } from './testing/fake-tracker.ts';
import { startGateway } from './testing/start-gateway.ts';

const early = aPosition({ timestamp: '2026-11-22T10:00:00.000Z', speed: null });
const late = aPosition({ timestamp: '2026-11-22T10:00:02.000Z', lat: 5 });

describe('the REST side of the gateway', () => {
  let tracker: FakeTracker;
  let service: RunningService | undefined;
  beforeEach(async () => {
    tracker = await FakeTracker.start();
    tracker.answer = FakeTracker.json([early]);
  });
  afterEach(async () => {
    await service?.close();
    service = undefined;
    await tracker.stop();
  });

  async function start(environment: Record<string, string> = {}, prefix = ''): Promise<void> {
    service = await startGateway({ TRACKER_URL: tracker.url, ...environment }, prefix);
  }

  const ask = (path: string, init?: RequestInit) => fetch(`${service?.url ?? ''}${path}`, init);

  /** The gateway has heard of the fleet once and the tracker then answers as `answer` says. */
  async function loseTracker(answer = FakeTracker.text('<h1>oops</h1>', 500, 'text/html')) {
    await eventually(async () => {
      const { dependencies } = (await (await ask('/health/ready')).json()) as {
        dependencies: Record<string, string>;
      };
      expect(dependencies).toMatchObject({ tracker: 'ok' });
    });
    tracker.answer = answer;
    await eventually(async () => {
      expect((await ask('/vehicles')).headers.has('fleetman-stale')).toBe(true);
    });
  }

  it('says who answers, and where the rest is', async () => {
    await start({}, 'api');

    expect(await (await ask('/api')).json()).toMatchObject({
      name: 'fleetman-api-gateway',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      links: { vehicles: './vehicles', live: './socket.io/' },
    });
  });

  it.each(['/vehicles', '/vehicles/', '/vehicles?since=2026-11-22T10:00:00Z'])(
    'answers %s as the tracker does',
    async (path) => {
      await start();

      const response = await ask(path);

      expect(await response.json()).toEqual([early]);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(response.headers.has('fleetman-stale')).toBe(false);
    },
  );

  it('answers one vehicle, whatever its name', async () => {
    await start();
    tracker.answer = FakeTracker.json(aPosition({ name: 'Norte/Sur 100%' }));

    const path = `/vehicles/${encodeURIComponent('Norte/Sur 100%')}`;
    expect(await (await ask(path)).json()).toMatchObject({ name: 'Norte/Sur 100%' });
    expect(await (await ask(`${path}/`)).json()).toMatchObject({ name: 'Norte/Sur 100%' });
    expect(tracker.requests.at(-1)).toBe('/vehicles/Norte%2FSur%20100%25');
  });

  it('answers a history oldest first, in the shape of front ends', async () => {
    await start();
    tracker.answer = FakeTracker.json([late, early]);

    expect(await (await ask('/history/City%20Truck?limit=10')).json()).toEqual([
      { lat: early.lat, lng: early.longitude, timestamp: early.timestamp, speed: null },
      { lat: 5, lng: late.longitude, timestamp: late.timestamp, speed: late.speed },
    ]);
    expect(tracker.requests.at(-1)).toBe('/history/City%20Truck?limit=10&form=track');
  });

  it.each([
    ['/history/x?since=yesterday', 'since: "yesterday" given, expected an ISO 8601 time'],
    ['/history/x?limit=-1', 'limit: "-1" given, expected a whole number from 1 to 100000'],
    ['/history/x?limit=1e9', 'limit: "1e9" given, expected a whole number from 1 to 100000'],
    ['/vehicles?since=2026-11-22', 'since: "2026-11-22" given, expected an ISO 8601 time'],
  ])('refuses %s with what was given and expected', async (path, detail) => {
    await start();

    const response = await ask(path);

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({
      type: 'urn:fleetman:query-invalid',
      detail: expect.stringContaining(detail),
    });
  });

  it.each(['/vehicles/No%20Such', '/history/No%20Such', '/history/%00'])(
    'answers %s with 404',
    async (path) => {
      await start();
      tracker.answer = FakeTracker.text('', 404);

      const response = await ask(path);

      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ type: 'urn:fleetman:vehicle-unknown' });
    },
  );

  it('answers the fleet as last heard while the tracker is away, and says how old that is', async () => {
    await start();
    await loseTracker();

    const [list, one, since] = await Promise.all(
      ['/vehicles', '/vehicles/City%20Truck', '/vehicles?since=2026-11-22T11:00:00Z'].map((path) =>
        ask(path),
      ),
    );

    expect(await list?.json()).toEqual([early]);
    expect(await one?.json()).toEqual(early);
    expect(await since?.json()).toEqual([]);
    expect(list?.headers.get('fleetman-stale')).toMatch(/^\d+$/);
  });

  it('answers 503 for what it does not remember, and nothing of the tracker’s insides', async () => {
    await start();
    await loseTracker(FakeTracker.text('<h1>secret</h1>', 500, 'text/html'));

    for (const path of ['/vehicles/Other', '/history/City%20Truck']) {
      const response = await ask(path);
      expect(response.status).toBe(503);
      const body = await response.text();
      expect(body).toContain('urn:fleetman:tracker-unavailable');
      expect(body).not.toContain('secret');
    }
  });

  it('answers 503 while it never heard of a fleet, and is ready all the same', async () => {
    await tracker.stop();
    await start({ LIVE_URL: 'memory:' });

    expect((await ask('/vehicles')).status).toBe(503);
    const ready = await ask('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      status: 'ready',
      dependencies: {
        process: 'ok',
        tracker: 'the tracker cannot be reached (ECONNREFUSED)',
        'live feed': 'ok',
      },
    });
  });

  it('finds the tracker again', async () => {
    await start();
    await loseTracker();
    expect((await ask('/vehicles')).headers.has('fleetman-stale')).toBe(true);

    tracker.answer = FakeTracker.json([late]);

    const response = await ask('/vehicles');
    expect(response.headers.has('fleetman-stale')).toBe(false);
    expect(await response.json()).toEqual([late]);
  });

  it('does not wait long for a slow tracker', async () => {
    await start({ TRACKER_TIMEOUT: '20ms' });
    await loseTracker(FakeTracker.silence());

    expect((await ask('/vehicles')).headers.has('fleetman-stale')).toBe(true);
    expect((await ask('/history/City%20Truck')).status).toBe(503);
  });

  it('holds a client to its share of requests, but not the probes of a cluster', async () => {
    await start({ RATE_LIMIT: '3' });
    for (let count = 0; count < 3; count++) expect((await ask('/vehicles')).status).toBe(200);

    const refused = await ask('/vehicles');

    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({ type: 'urn:fleetman:rate-limited', status: 429 });
    expect((await ask('/health/live')).status).toBe(200);
  });

  it('tells clients behind a proxy apart where it may believe the proxy', async () => {
    await start({ RATE_LIMIT: '1', TRUST_PROXY: '1' });
    const from = (address: string) => ask('/', { headers: { 'x-forwarded-for': address } });

    expect((await from('10.0.0.1')).status).toBe(200);
    expect((await from('10.0.0.2')).status).toBe(200);
    expect((await from('10.0.0.1')).status).toBe(429);
  });

  it('counts a client by its own address where no proxy is trusted, whatever it claims', async () => {
    await start({ RATE_LIMIT: '1' });
    const from = (address: string) => ask('/', { headers: { 'x-forwarded-for': address } });

    expect((await from('10.0.0.1')).status).toBe(200);
    expect((await from('10.0.0.2')).status).toBe(429);
  });

  it('limits nobody with RATE_LIMIT=0', async () => {
    await start({ RATE_LIMIT: '0' });

    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/')));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it.each([
    ['', 'https://map.example', null],
    ['https://map.example', 'https://map.example', 'https://map.example'],
    ['https://map.example', 'https://evil.example', null],
    ['*', 'https://evil.example', '*'],
  ])('with CORS_ORIGINS=%j lets %s read: %s', async (CORS_ORIGINS, origin, allowed) => {
    await start({ CORS_ORIGINS });

    const { headers } = await ask('/vehicles', { headers: { origin } });

    expect(headers.get('access-control-allow-origin')).toBe(allowed);
  });

  it('makes browsers stay on TLS only where it is told that there is TLS', async () => {
    await start({ TLS: '1' });
    const secured = (await ask('/')).headers;
    await service?.close();
    await start();
    const plain = (await ask('/')).headers;

    expect(secured.get('strict-transport-security')).toContain('max-age=31536000');
    expect(secured.get('content-security-policy')).toContain('upgrade-insecure-requests');
    expect(secured.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(secured.get('origin-agent-cluster')).toBe('?1');
    expect(plain.get('cross-origin-opener-policy')).toBeNull();
    expect(plain.get('origin-agent-cluster')).toBeNull();
    expect(plain.get('strict-transport-security')).toBeNull();
    expect(plain.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  });

  it('takes no other method, and no body', async () => {
    await start();

    const response = await ask('/vehicles', { method: 'POST', body: 'x'.repeat(2_000_000) });

    expect(response.status).toBe(404);
    expect((await ask('/vehicles')).status).toBe(200);
  });

  it('describes its routes', async () => {
    await start({}, 'api');

    const { paths } = (await (await ask('/api/openapi.json')).json()) as {
      paths: Record<string, { get: { responses: object } }>;
    };

    expect(Object.keys(paths['/api/vehicles/{name}']?.get.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '404', '503']),
    );
  });
});

import {
  historyPosition,
  problem,
  vehicleDetails,
  vehiclePosition,
  type HistoryPosition,
  type VehiclePosition,
} from '@fleetman/contract';
import { aReport, everyAnswered, everyOptional } from '@fleetman/contract/testing';
import { openLiveFeed, openPositionQueue } from '@fleetman/messaging';
import { processBroker, silentLog } from '@fleetman/messaging/testing';
import { createHost, loadConfig, startService, type RunningService } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { positionTracker } from './index.ts';
import { untilFound } from './testing/spec-tools.contract.ts';

const started = Date.now();
/** A time so many seconds before the tests began: the service's clock is the real one. */
const before = (seconds: number) => new Date(started - seconds * 1_000);

const oddNames = ['A/B', '50 % off', '<script>alert(1)</script>', '🚚 Ñandú', '..a', 'a?b#c'];

describe('position-tracker', () => {
  const queue = openPositionQueue('memory:', { log: silentLog });
  const live = openLiveFeed('memory:', { log: silentLog });
  const heard: VehiclePosition[] = [];
  let service: RunningService;

  beforeAll(async () => {
    await live.subscribe(({ positions }) => heard.push(...positions));
    const config = loadConfig(positionTracker.config, {
      PORT: '0',
      METRICS_PORT: '0',
      LOG_LEVEL: 'silent',
      QUEUE_URL: 'memory:',
      STORE_URL: 'memory:',
    });
    const host = createHost('position-tracker', config);
    service = await startService(positionTracker, { config, host });
    await queue.publish([
      ...[40, 30, 20, 10].map((seconds) =>
        aReport({ time: before(seconds), lat: -29.9 + seconds / 10_000 }),
      ),
      aReport({ vehicle: 'Village Truck', time: before(100) }),
      aReport({
        vehicle: 'Tracked Van',
        time: before(5),
        ...everyOptional,
        speed: 10,
        heading: 90,
      }),
      ...oddNames.map((vehicle) => aReport({ vehicle, time: before(5) })),
      aReport({ vehicle: 'Tracked Van', time: before(6), heading: -1 }),
    ]);
    await untilFound(
      async () => (await vehiclesAt('/vehicles')).length === 3 + oddNames.length || undefined,
    );
  });

  afterAll(async () => {
    await service.close();
    await queue.close();
    await live.close();
  });

  async function get(path: string): Promise<{ status: number; body: unknown; type: string }> {
    const response = await fetch(`${service.url}${path}`);
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, body: await response.json(), type };
  }

  async function vehiclesAt(path: string): Promise<VehiclePosition[]> {
    return z.array(vehiclePosition.strict()).parse((await get(path)).body);
  }

  async function historyAt(path: string): Promise<HistoryPosition[]> {
    return z.array(historyPosition.strict()).parse((await get(path)).body);
  }

  function ages(positions: readonly { timestamp: string }[]): number[] {
    return positions.map(({ timestamp }) => (started - Date.parse(timestamp)) / 1_000);
  }

  it('lists every vehicle by name, in the shape and field order of the Java system', async () => {
    const vehicles = await vehiclesAt('/vehicles/');

    const names = vehicles.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
    expect(names).toEqual(expect.arrayContaining(['City Truck', 'Village Truck', ...oddNames]));
    const truck = vehicles.find(({ name }) => name === 'City Truck');
    expect(Object.entries(truck ?? {})).toEqual([
      ['name', 'City Truck'],
      ['lat', expect.closeTo(-29.899, 9)],
      ['longitude', -71.24894],
      ['timestamp', before(10).toISOString()],
      ['speed', expect.closeTo(24.8, 1)],
      ['heading', 180],
    ]);
  });

  it('lists the vehicles seen since a time', async () => {
    const since = encodeURIComponent(before(10).toISOString());
    const names = (await vehiclesAt(`/vehicles?since=${since}`)).map(({ name }) => name);

    expect(names).toContain('City Truck');
    expect(names).not.toContain('Village Truck');
  });

  it('knows no speed and no heading of a vehicle seen once', async () => {
    expect((await get('/vehicles/Village%20Truck')).body).toMatchObject({
      speed: null,
      heading: null,
    });
  });

  it('serves what a device measured itself', async () => {
    expect((await get('/vehicles/Tracked%20Van')).body).toMatchObject({
      speed: 22.37,
      heading: 90,
      ...everyAnswered,
    });
  });

  it.each(oddNames)('answers for a vehicle called %s', async (name) => {
    const path = encodeURIComponent(name);

    expect(await get(`/vehicles/${path}`)).toMatchObject({ status: 200, body: { name } });
    expect(await get(`/history/${path}/`)).toMatchObject({ status: 200, body: [{ name }] });
  });

  it('answers a history newest first, with speeds from neighbours', async () => {
    const history = await historyAt('/history/City%20Truck');

    expect(ages(history)).toEqual([10, 20, 30, 40]);
    expect(history.map(({ speed }) => speed === null)).toEqual([false, false, false, true]);
    expect(Object.keys(history[0] ?? {})).toEqual([
      'name',
      'lat',
      'longitude',
      'timestamp',
      'speed',
      'metres',
    ]);
  });

  it('says of one vehicle what else its device said, and not in the list', async () => {
    const van = (await get('/vehicles/Tracked%20Van')).body;

    expect(vehicleDetails.strict().parse(van)).toMatchObject({
      ...everyAnswered,
      attributes: JSON.parse(everyOptional.attributes ?? '') as object,
    });
    const listed = (await vehiclesAt('/vehicles')).find(({ name }) => name === 'Tracked Van');
    expect(Object.keys(listed ?? {})).not.toContain('attributes');
  });

  it('says in a history what the device said, to those who ask', async () => {
    const path = '/history/Tracked%20Van';
    const attributes: unknown = JSON.parse(everyOptional.attributes ?? '');

    const some = await historyAt(`${path}?fields=fuel,attributes`);
    expect(some).toHaveLength(2);
    expect(some[0]).toMatchObject({ fuel: everyAnswered.fuel, attributes });
    expect(some[0]).not.toHaveProperty('battery');
    expect(some[1]).not.toHaveProperty('fuel');
    expect((await historyAt(`${path}?fields=all`))[0]).toMatchObject({
      ...everyAnswered,
      attributes,
    });
    expect((await get(`${path}?fields=battery&form=track`)).body).toMatchObject([
      {},
      { battery: everyAnswered.battery },
    ]);
    expect((await historyAt(path))[0]).not.toHaveProperty('battery');
    expect((await historyAt(`${path}?simplify=5&fields=fuel`))[0]).toMatchObject({
      fuel: everyAnswered.fuel,
    });
  });

  it.each(['fields=speed', 'fields=', 'fields=attributes&simplify=5'])(
    'refuses a history with %s',
    async (query) => {
      const answer = await get(`/history/Tracked%20Van?${query}`);

      expect(answer).toMatchObject({ status: 400, type: expect.stringContaining('problem+json') });
      expect(problem.parse(answer.body).detail).toMatch(/^fields: /);
    },
  );

  it('answers a part of a history, its oldest fix with a speed too', async () => {
    const range = `since=${before(30).toISOString()}&until=${before(20).toISOString()}`;
    const part = await historyAt(`/history/City%20Truck?${range}`);
    const newest = await historyAt('/history/City%20Truck?limit=2');

    expect(ages(part)).toEqual([20, 30]);
    expect(ages(newest)).toEqual([10, 20]);
    for (const { speed } of [...part, ...newest]) expect(speed).toBeCloseTo(24.8, 1);
  });

  it('answers an empty history of a known vehicle in a range without fixes', async () => {
    const { status, body } = await get('/history/City%20Truck?until=2001-01-01T00:00:00Z');

    expect([status, body]).toEqual([200, []]);
  });

  it.each([
    '/vehicles/Nobody',
    '/history/Nobody',
    '/history/Nobody?limit=1',
    '/vehicles/%2E%2E%20',
  ])('answers 404 for an unknown vehicle: %s', async (path) => {
    const { status, body, type } = await get(path);

    expect(status).toBe(404);
    expect(type).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ type: 'urn:fleetman:vehicle-unknown', instance: path });
  });

  it.each([
    [
      '/history/City%20Truck?since=yesterday',
      'since: "yesterday" given, expected an ISO 8601 time',
    ],
    ['/history/City%20Truck?until=2026-11-22', 'until: "2026-11-22" given'],
    [
      '/history/City%20Truck?limit=-1',
      'limit: "-1" given, expected a whole number from 1 to 100000',
    ],
    ['/history/City%20Truck?limit=1e9', 'limit: "1e9" given'],
    ['/history/City%20Truck?limit=0', 'limit: "0" given'],
    ['/history/City%20Truck?limit=', 'limit: "" given'],
    ['/history/City%20Truck?limit=1&limit=2', 'limit: ["1","2"] given'],
    ['/vehicles?since=2026-11-22T10:00:00', 'since: "2026-11-22T10:00:00" given'],
  ])('answers 400 that says what was given and expected: %s', async (path, detail) => {
    const { status, body, type } = await get(path);

    expect(status).toBe(400);
    expect(type).toMatch(/^application\/problem\+json/);
    const { detail: given, ...rest } = problem.parse(body);
    expect(rest).toMatchObject({ type: 'urn:fleetman:query-invalid', status: 400 });
    expect(given).toContain(detail);
  });

  it('tells the live feed where vehicles are', async () => {
    const position = await untilFound(async () => heard.find(({ name }) => name === 'City Truck'));

    expect(position).toEqual((await get('/vehicles/City%20Truck')).body);
  });

  it('parks a report of a clock that runs ahead, and counts what it does', async () => {
    const ahead = aReport({ time: before(-86_400) });
    await queue.publish([ahead]);
    const parked = await untilFound(async () => {
      const letters = processBroker.deadLetters('positionQueue').letters;
      return letters.find(({ cause }) => cause === 'time-ahead');
    });

    expect(parked.detail).toContain(ahead.time.toISOString());
    const metrics = await (await fetch(`${service.metricsUrl ?? ''}/metrics`)).text();
    expect(metrics).toContain('fleetman_reports_parked_total{cause="time-ahead"} 1');
    expect(metrics).toMatch(/^fleetman_reports_stored_total 13$/m);
    expect(metrics).toMatch(/^fleetman_reports_consumed_total 14$/m);
    expect(metrics).toContain('fleetman_report_fields_ignored_total{field="heading"} 1');
    expect(metrics).toContain('fleetman_report_times_corrected_total 0');
    expect(metrics).toMatch(/^fleetman_queue_to_store_seconds_count \d+$/m);
  });

  it('is ready when queue and store are', async () => {
    expect((await get('/health/ready')).body).toMatchObject({
      status: 'ready',
      dependencies: { queue: 'ok', store: 'ok', 'live feed': 'ok' },
    });
  });

  it('describes its answers and queries in OpenAPI', async () => {
    const { body } = await get('/openapi.json');

    const { paths } = z.object({ paths: z.record(z.string(), z.unknown()) }).parse(body);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/vehicles', '/vehicles/{name}', '/history/{name}']),
    );
    expect(paths['/history/{name}']).toMatchObject({
      get: {
        parameters: expect.arrayContaining([
          expect.objectContaining({ name: 'limit', in: 'query', required: false }),
        ]) as unknown,
        responses: {
          200: {
            content: {
              'application/json': {
                schema: { items: { properties: { longitude: { type: 'number' } } } },
              },
            },
          },
        },
      },
    });
  });
});

import { fleetAt, fleetExtent, fleetRange, historyPosition, problem } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { openPositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { createHost, loadConfig, startService, type RunningService } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { positionTracker } from '../index.ts';
import { untilFound } from '../testing/spec-tools.contract.ts';

const started = Date.now();
/** A time so many seconds before the tests began: the service's clock is the real one. */
const before = (seconds: number) => new Date(started - seconds * 1_000);
const iso = (seconds: number) => before(seconds).toISOString();

describe('the past of the fleet', () => {
  const queue = openPositionQueue('memory:', { log: silentLog });
  let service: RunningService;

  beforeAll(async () => {
    const config = loadConfig(positionTracker.config, {
      PORT: '0',
      LOG_LEVEL: 'silent',
      QUEUE_URL: 'memory:',
      STORE_URL: 'memory:',
    });
    const host = createHost('position-tracker', config);
    service = await startService(positionTracker, { config, host });
    await queue.publish([
      ...[40, 30, 20, 10].map((seconds) =>
        aReport({ vehicle: 'B', time: before(seconds), lat: -29.9 + seconds / 10_000 }),
      ),
      ...[7_200, 3_600].map((seconds) => aReport({ vehicle: 'A "1"', time: before(seconds) })),
    ]);
    await untilFound(
      async () => ((await get('/vehicles')).body as unknown[]).length === 2 || undefined,
    );
  });

  afterAll(async () => {
    await service.close();
    await queue.close();
  });

  async function get(path: string) {
    const response = await fetch(`${service.url}${path}`);
    const caching = response.headers.get('cache-control');
    return { status: response.status, body: await response.json(), caching };
  }

  it('has every vehicle where it was at a time, by name', async () => {
    const { body, caching } = await get(`/fleet?at=${iso(25)}`);

    expect(fleetAt.strict().parse(body)).toEqual({
      at: iso(25),
      vehicles: [
        {
          name: 'A "1"',
          lat: -29.90453,
          longitude: -71.24894,
          timestamp: iso(3_600),
          speed: 0,
          heading: null,
          age: 3_575_000,
        },
        {
          name: 'B',
          lat: expect.closeTo(-29.8975, 6),
          longitude: -71.24894,
          timestamp: iso(30),
          speed: expect.closeTo(24.8, 1),
          heading: 180,
          age: 5_000,
        },
      ],
    });
    expect(caching).toBe('no-cache');
  });

  it('lets a browser keep for a while what hardly changes any more', async () => {
    const { body, caching } = await get(`/fleet?at=${iso(7_000)}`);

    expect(fleetAt.parse(body).vehicles).toMatchObject([{ name: 'A "1"', speed: null }]);
    expect(caching).toBe('private, max-age=60');
  });

  it('has frames for playing', async () => {
    const { body, caching } = await get(`/fleet/range?from=${iso(45)}&to=${iso(25)}&step=10s`);

    const range = fleetRange.strict().parse(body);
    expect({ ...range, frames: range.frames.map(({ at }) => at) }).toEqual({
      from: iso(45),
      to: iso(25),
      step: 10_000,
      names: ['A "1"', 'B'],
      frames: [iso(45), iso(35), iso(25)],
    });
    expect(range.frames.map(({ vehicles }) => vehicles.map(([index]) => index))).toEqual([
      [0],
      [0, 1],
      [0, 1],
    ]);
    expect(range.frames[2]?.vehicles[1]?.[1]).toBeCloseTo(-29.8975, 6);
    expect(caching).toBe('no-cache');
  });

  it('answers the same at once to all who ask at the same time', async () => {
    const path = `/fleet?at=${iso(20)}`;

    const answers = await Promise.all([get(path), get(path), get(path)]);

    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('knows how far back it goes', async () => {
    const { body, caching } = await get('/fleet/extent');

    expect(fleetExtent.strict().parse(body)).toEqual({ oldest: iso(7_200), newest: iso(10) });
    expect(caching).toBe('no-cache');
  });

  it('leaves out of a history what nobody sees, and keeps the speeds', async () => {
    const whole = z.array(historyPosition).parse((await get('/history/B')).body);
    const { body } = await get('/history/B?simplify=5');

    const metres = whole.slice(0, 3).reduce((sum, fix) => sum + (fix.metres ?? NaN), 0);
    expect(body).toEqual([{ ...whole[0], metres: expect.closeTo(metres, 0) }, whole[3]]);
  });

  it.each([
    ['/fleet', 'at: nothing given, expected an ISO 8601 time'],
    ['/fleet?at=yesterday', 'at: "yesterday" given, expected an ISO 8601 time'],
    [
      '/fleet?at=2999-01-01T00:00:00Z',
      'at: "2999-01-01T00:00:00.000Z" given, expected a time that',
    ],
    ['/fleet/range?from=2026-01-01T00:00:00Z', 'to: nothing given, expected an ISO 8601 time'],
    [`/fleet/range?from=${iso(9)}&to=${iso(10)}&step=1s`, 'which is "from", or later'],
    [`/fleet/range?from=${iso(601)}&to=${iso(0)}&step=1s`, 'step: "1s" given, expected 1002ms'],
    [
      `/fleet/range?from=${iso(1)}&to=2999-01-01T00:00:00Z&step=9999d`,
      'expected a time that has come',
    ],
    ['/history/B?simplify=0', 'simplify: "0" given, expected metres from 0.1 to 100000'],
  ])('answers 400 that says what was given and expected: %s', async (path, detail) => {
    const { status, body } = await get(path);

    expect(status).toBe(400);
    expect(problem.parse(body)).toMatchObject({
      type: 'urn:fleetman:query-invalid',
      detail: expect.stringContaining(detail),
    });
  });
});

import { aPastPosition } from '@fleetman/contract/testing';
import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { FakeTracker } from './testing/fake-tracker.ts';
import { startGateway } from './testing/start-gateway.ts';

const at = '2026-11-22T10:00:00.000Z';
const fleet = JSON.stringify({ at, vehicles: [aPastPosition({ name: '🚚 "1"' })] });
/** For 25 connections, where other work keeps the processors. */
const patienceMs = 15_000;
const rangePath = `/fleet/range?from=${at}&to=${at}&step=1s`;

describe('the past through the gateway', () => {
  let tracker: FakeTracker;
  let service: RunningService;
  beforeEach(async () => {
    tracker = await FakeTracker.start();
    service = await startGateway({ TRACKER_URL: tracker.url, LIVE_URL: 'memory:' });
    // The gateway asks for the fleet of now by itself.
    await eventually(async () => {
      expect(tracker.requests).toEqual(['/vehicles/']);
    });
    tracker.requests.length = 0;
  });
  afterEach(async () => {
    await service.close();
    await tracker.stop();
  });

  const ask = (path: string) => fetch(`${service.url}${path}`);

  function answerWith(body: string, headers: Record<string, string> = {}): void {
    tracker.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers });
      response.end(body);
    };
  }

  it('is the tracker’s text, and kept for as long as the tracker says', async () => {
    answerWith(fleet, { 'cache-control': 'private, max-age=60' });

    const response = await ask(`/fleet?at=2026-11-22T11:00:00%2B0100`);

    expect(await response.text()).toBe(fleet);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, max-age=60');
    expect(tracker.requests).toEqual([`/fleet?at=${encodeURIComponent(at)}`]);
  });

  it('is not kept where the tracker says nothing', async () => {
    answerWith(fleet);

    expect((await ask(`/fleet?at=${at}`)).headers.get('cache-control')).toBe('no-cache');
  });

  it('has frames and the extent as well', async () => {
    answerWith('{"frames":[]}');
    expect(await (await ask(rangePath)).text()).toBe('{"frames":[]}');
    answerWith(JSON.stringify({ oldest: at, newest: null }));
    expect(await (await ask('/fleet/extent')).json()).toEqual({ oldest: at, newest: null });

    const time = encodeURIComponent(at);
    expect(tracker.requests).toEqual([
      `/fleet/range?from=${time}&to=${time}&step=1000ms`,
      '/fleet/extent',
    ]);
  });

  it(
    'answers 25 pages that press play together, four at a time',
    async () => {
      const pageCount = 25;
      const waiting: ServerResponse[] = [];
      const arrivals = { count: 0, mostOpen: 0, onArrival: (): void => undefined };
      const answerOldest = (): void => {
        waiting.shift()?.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      };
      tracker.answer = (request, response) => {
        if (!request.url?.startsWith('/fleet/range')) {
          FakeTracker.json([])(request, response);
          return;
        }
        waiting.push(response);
        arrivals.count += 1;
        arrivals.mostOpen = Math.max(arrivals.mostOpen, waiting.length);
        arrivals.onArrival();
      };
      const pages = Array.from({ length: pageCount }, (_, page) =>
        ask(rangePath.replace('1s', `${page + 1}s`)),
      );
      await eventually(() => {
        expect(waiting).toHaveLength(4);
      }, patienceMs);

      // Each that arrives from now on has one of those before it answered, the last one all that are left.
      arrivals.onArrival = () => {
        answerOldest();
        while (arrivals.count === pageCount && waiting.length > 0) answerOldest();
      };
      answerOldest();

      for (const page of pages) expect((await page).status).toBe(200);
      expect(arrivals).toMatchObject({ count: pageCount, mostOpen: 4 });
    },
    2 * patienceMs,
  );

  it('is not asked of the tracker for a page that left before its turn', async () => {
    tracker.answer = FakeTracker.silence();
    const leaving = new AbortController();
    const pages = [1, 2, 3, 4].map((step) => ask(rangePath.replace('1s', `${step}s`)));
    await eventually(() => {
      expect(tracker.requests).toHaveLength(4);
    });
    const left = fetch(`${service.url}${rangePath.replace('1s', '5s')}`, {
      signal: leaving.signal,
    });

    leaving.abort();

    await expect(left).rejects.toThrow('aborted');
    await tracker.stop();
    for (const page of pages) expect((await page).status).toBe(503);
    expect(tracker.requests.filter((path) => path.includes('5000ms'))).toEqual([]);
  });

  it.each([`/fleet?at=${at}`, rangePath, '/fleet/extent'])(
    'answers 404 of its own kind where the tracker is the Java system’s: %s',
    async (path) => {
      tracker.answer = FakeTracker.json({ status: 404, error: 'Not Found', path: '/fleet' }, 404);

      const response = await ask(path);

      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ type: 'urn:fleetman:not-supported' });
    },
  );

  it.each([
    [`/fleet?at=${at}`, FakeTracker.text('<h1>secret</h1>', 200, 'text/html')],
    [rangePath, FakeTracker.text('secret', 500)],
    ['/fleet/extent', FakeTracker.json({ secret: 1 })],
  ])('answers 503 where the tracker answers nonsense: %s', async (path, answer) => {
    tracker.answer = answer;

    const response = await ask(path);

    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('secret');
  });

  it('passes on why the tracker refuses', async () => {
    const detail = 'step: 600 frames asked for, expected 50 or fewer';
    tracker.answer = FakeTracker.json(
      { type: 'urn:fleetman:query-invalid', title: 'x', status: 400, detail, instance: '/x' },
      400,
    );

    const response = await ask(rangePath);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail });
  });

  it.each([
    ['/fleet', 'at: nothing given, expected an ISO 8601 time'],
    ['/fleet/range?from=x', 'from: "x" given, expected an ISO 8601 time'],
    [`/fleet/range?from=${at}&to=${at}&step=5`, 'step: "5" given, expected a duration'],
    ['/history/A?simplify=x', 'simplify: "x" given, expected metres'],
  ])('refuses %s without asking the tracker', async (path, detail) => {
    const response = await ask(path);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(detail) });
    expect(tracker.requests).toEqual([]);
  });

  it('asks for simplified histories', async () => {
    await ask('/history/A?simplify=2.5');

    expect(tracker.requests).toEqual(['/history/A?limit=5000&simplify=2.5&form=track']);
  });
});

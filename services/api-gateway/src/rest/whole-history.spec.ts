import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { eventually } from '@fleetman/messaging/testing';
import type { RunningService } from '@fleetman/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTracker } from '../testing/fake-tracker.ts';
import { startGateway } from '../testing/start-gateway.ts';

const point = (at: number) =>
  `{"lat":1,"lng":2,"timestamp":"${new Date(at * 1_000).toISOString()}","speed":3,"metres":4}`;

/** What our tracker writes: so many fixes, some thousands at a time. */
const trackOf = (count: number): RequestListener => {
  const pieces = Array.from({ length: Math.ceil(count / 1_000) }, (_, piece) =>
    Array.from({ length: Math.min(1_000, count - piece * 1_000) }, (_, index) =>
      point(piece * 1_000 + index),
    ).join(','),
  );
  return FakeTracker.text(`[${pieces.join(',')}]`);
};

describe('a history that our tracker streams', () => {
  let tracker: FakeTracker;
  let service: RunningService;
  let history: RequestListener;

  beforeEach(async () => {
    tracker = await FakeTracker.start();
    tracker.answer = (request, response) => {
      if (request.url?.startsWith('/history') !== true) {
        FakeTracker.json([])(request, response);
        return;
      }
      response.setHeader('Fleetman-Form', 'track');
      history(request, response);
    };
    service = await startGateway({ TRACKER_URL: tracker.url, SPRING_PROFILES_ACTIVE: 'localhost' });
  });
  afterEach(async () => {
    await service.close();
    await tracker.stop();
  });

  const ask = (query = '', init: RequestInit = {}) =>
    fetch(`${service.url}/history/City%20Truck${query}`, init);

  const asked = () => tracker.requests.filter((path) => path.startsWith('/history'));

  it.each([
    ['', '?limit=all&form=track'],
    ['?limit=7', '?limit=7&form=track'],
    ['?simplify=5', '?limit=5000&simplify=5&form=track'],
  ])(
    'is asked for once, whole where the Java gateway answers it whole: "%s"',
    async (query, of) => {
      history = trackOf(34_567);

      const response = await ask(query);

      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect((await response.json()) as unknown[]).toHaveLength(34_567);
      expect(asked()).toEqual([`/history/City%20Truck${of}`]);
    },
  );

  it('is handed on while it is written', async () => {
    const more = Promise.withResolvers<string>();
    history = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.write(`[${point(1)}`);
      void more.promise.then((end) => response.end(end));
    };

    const reader = (await ask()).body?.getReader();
    const first = await reader?.read();
    more.resolve(']');

    expect(Buffer.from(first?.value ?? []).toString()).toBe(`[${point(1)}`);
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe(']');
  });

  it('is no longer asked for when its client leaves', async () => {
    const left = Promise.withResolvers<unknown>();
    history = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.write(`[${point(1)}`);
      left.resolve(once(response, 'close'));
    };
    const leaving = new AbortController();
    const response = await ask('', { signal: leaving.signal });
    expect(response.status).toBe(200);

    leaving.abort();

    await left.promise;
    await expect(response.text()).rejects.toThrow('aborted');
  });

  it('is a problem where the tracker is away or knows no such vehicle', async () => {
    history = FakeTracker.text('', 404);
    expect((await ask()).status).toBe(404);
    await tracker.stop();
    await eventually(async () => {
      expect((await ask()).status).toBe(503);
    });
  });

  it('breaks off where the tracker does', async () => {
    history = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.write(`[${point(1)}`, () => response.destroy());
    };

    await expect(ask().then((response) => response.text())).rejects.toThrow();
  });

  it('is not sent to those who ask for its head', async () => {
    history = trackOf(34_567);

    const response = await ask('', { method: 'HEAD' });

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.text()).toBe('');
  });
});

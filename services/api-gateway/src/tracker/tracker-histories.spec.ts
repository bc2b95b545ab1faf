import type { HistoryQuery } from '@fleetman/contract';
import { allOf } from '@fleetman/toolkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeTracker } from '../testing/fake-tracker.ts';
import { HttpTrackerClient } from './http-tracker-client.ts';

const fix = (seconds: number) => {
  const timestamp = new Date(Date.UTC(2026, 10, 22, 10, 0, seconds)).toISOString();
  return { name: 'City Truck', lat: 1, longitude: 2, timestamp, speed: 3 };
};

const point = (seconds: number) => ({
  lat: 1,
  lng: 2,
  timestamp: fix(seconds).timestamp,
  speed: 3,
});

/** Of a client that waits for its answer. */
const stays = new AbortController().signal;

describe('HttpTrackerClient, asked for a history,', () => {
  let tracker: FakeTracker;
  let client: HttpTrackerClient;
  beforeEach(async () => {
    tracker = await FakeTracker.start();
    client = new HttpTrackerClient({ url: tracker.url, timeoutMs: 5_000 });
  });
  afterEach(async () => {
    client.close();
    await tracker.stop();
  });

  async function trackOf(query: HistoryQuery): Promise<unknown> {
    const pieces = await allOf(await client.track('City Truck', query, stays));
    return JSON.parse(pieces.join(''));
  }

  it('asks for a part of a history', async () => {
    tracker.answer = FakeTracker.json([fix(3), fix(2)]);
    const query = {
      since: new Date(fix(2).timestamp),
      until: new Date(fix(3).timestamp),
      limit: 7,
    };

    expect(await trackOf(query)).toEqual([point(2), point(3)]);
    expect(new URL(tracker.requests[0] ?? '', tracker.url).searchParams.toString()).toBe(
      new URLSearchParams({
        since: fix(2).timestamp,
        until: fix(3).timestamp,
        limit: '7',
        form: 'track',
      }).toString(),
    );
  });

  it('keeps to the query even where the tracker answers all it has', async () => {
    tracker.answer = FakeTracker.json([fix(5), fix(4), fix(3), fix(2), fix(1)]);
    const query = {
      since: new Date(fix(1).timestamp),
      until: new Date(fix(4).timestamp),
      limit: 2,
    };

    expect(await trackOf(query)).toEqual([point(3), point(4)]);
  });

  it('asks for all of a history, and writes all that it is answered', async () => {
    tracker.answer = FakeTracker.json(Array.from({ length: 12_000 }, () => fix(1)));

    expect(await trackOf({ limit: Infinity })).toEqual(Array(12_000).fill(point(1)));
    expect(tracker.requests).toEqual(['/history/City%20Truck?limit=all&form=track']);
    tracker.answer = FakeTracker.json([]);
    expect(await trackOf({ limit: 5 })).toEqual([]);
  });

  it('asks for what the device said', async () => {
    await trackOf({ limit: 5, fields: ['battery', 'attributes'] });

    expect(tracker.requests).toEqual([
      '/history/City%20Truck?limit=5&fields=battery%2Cattributes&form=track',
    ]);
  });

  it('hands on what our tracker wrote for front ends, unread', async () => {
    tracker.answer = (_, response) => {
      response.setHeader('Fleetman-Form', 'track');
      FakeTracker.text('[{"odd":   "text"}]')(_, response);
    };

    const pieces = await client.track('City Truck', { limit: 5 }, stays);

    expect(Buffer.concat((await allOf(pieces)).map((piece) => Buffer.from(piece))).toString()).toBe(
      '[{"odd":   "text"}]',
    );
  });

  it('takes a client that leaves for no sign of a tracker that is away', async () => {
    await client.vehicles({});
    const leaving = new AbortController();
    tracker.answer = () => {
      leaving.abort();
    };

    await expect(client.track('City Truck', { limit: 5 }, leaving.signal)).rejects.toThrow(
      'aborted',
    );

    expect(client.connection).toEqual({ connected: true });
  });
});

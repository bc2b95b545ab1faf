import type { VehiclePosition } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import {
  eventually,
  InMemoryBroker,
  InMemoryLiveFeed,
  silentLog,
} from '@fleetman/messaging/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FakeTracker } from '../testing/fake-tracker.ts';
import { FleetFollower, type FleetFollowerOptions } from './fleet-follower.ts';
import { FleetSnapshot } from './fleet-snapshot.ts';
import { HttpTrackerClient } from '../tracker/http-tracker-client.ts';

const never = 3_600_000;
const later = '2026-11-22T10:00:01.000Z';

describe('FleetFollower', () => {
  let tracker: FakeTracker;
  let client: HttpTrackerClient;
  let fleet: FleetSnapshot;
  let follower: FleetFollower | undefined;
  const log = { ...silentLog, warn: jest.fn(), info: jest.fn(), error: jest.fn() };

  beforeEach(async () => {
    jest.clearAllMocks();
    tracker = await FakeTracker.start();
    client = new HttpTrackerClient({ url: tracker.url, timeoutMs: 5_000 });
    fleet = new FleetSnapshot({ maxVehicles: 2, now: () => new Date() });
  });
  afterEach(async () => {
    client.close();
    await follower?.close();
    await tracker.stop();
  });

  function follow(options: Pick<FleetFollowerOptions, 'feed' | 'intervalMs' | 'onRefused'>): void {
    follower = new FleetFollower({ fleet, tracker: client, log, ...options });
    follower.start();
  }

  const names = () => fleet.all().map(({ name }) => name);
  const answerWith = (...vehicles: VehiclePosition[]) => {
    tracker.answer = FakeTracker.json(vehicles);
  };

  it('knows the fleet after the first answer of the tracker', async () => {
    answerWith(aPosition({ name: 'a' }));

    follow({ intervalMs: never });

    await eventually(() => {
      expect(names()).toEqual(['a']);
    });
  });

  it('asks again and again, and forgets what is no longer listed', async () => {
    answerWith(aPosition({ name: 'a' }), aPosition({ name: 'b' }));
    follow({ intervalMs: 1 });
    await eventually(() => {
      expect(names()).toEqual(['a', 'b']);
    });

    answerWith(aPosition({ name: 'b', timestamp: later }));

    await eventually(() => {
      expect(fleet.all()).toEqual([aPosition({ name: 'b', timestamp: later })]);
    });
  });

  it('follows the live feed between two answers', async () => {
    const broker = new InMemoryBroker();
    const [publisher, feed] = [1, 2].map(() => new InMemoryLiveFeed({ log: silentLog }, broker));
    answerWith(aPosition({ name: 'a' }));
    follow({ intervalMs: never, ...(feed && { feed }) });
    await eventually(() => {
      expect(names()).toEqual(['a']);
    });

    await publisher?.publish({ positions: [aPosition({ name: 'a', timestamp: later })] });

    expect(fleet.get('a')?.timestamp).toBe(later);
  });

  it('does not let a position of the feed that is ahead of its time stay, and says so once', async () => {
    const broker = new InMemoryBroker();
    const [publisher, feed] = [1, 2].map(() => new InMemoryLiveFeed({ log: silentLog }, broker));
    const refused: number[] = [];
    answerWith(aPosition({ name: 'a' }));
    follow({
      intervalMs: never,
      ...(feed && { feed }),
      onRefused: (count) => refused.push(count),
    });
    await eventually(() => {
      expect(names()).toEqual(['a']);
    });

    const timestamp = new Date(Date.now() + 3_600_000).toISOString();
    const forged = aPosition({ name: 'a', timestamp, lat: 80 });
    await publisher?.publish({ positions: [forged] });
    await publisher?.publish({ positions: [forged, aPosition({ name: 'a', timestamp: later })] });

    expect(fleet.all()).toEqual([aPosition({ name: 'a', timestamp: later })]);
    expect(refused).toEqual([1, 1]);
    expect(log.warn.mock.calls).toEqual([
      [{ vehicle: 'a', timestamp: forged.timestamp }, expect.stringContaining('ahead')],
    ]);
  });

  it('takes back what the feed said falsely, once the tracker has answered', async () => {
    const broker = new InMemoryBroker();
    const [publisher, feed] = [1, 2].map(() => new InMemoryLiveFeed({ log: silentLog }, broker));
    answerWith(aPosition({ name: 'a' }));
    follow({ intervalMs: 1, ...(feed && { feed }) });
    await eventually(() => {
      expect(names()).toEqual(['a']);
    });

    const falsePositions = [
      aPosition({ name: 'a', timestamp: later, lat: 80 }),
      aPosition({ name: 'ghost', timestamp: later }),
    ];
    await publisher?.publish({ positions: falsePositions });
    expect(fleet.get('a')?.lat).toBe(80);

    await eventually(() => {
      expect(fleet.all()).toEqual([aPosition({ name: 'a' })]);
    });
  });

  it('asks for what is new while the live feed is silent, so that it hears a resting fleet', async () => {
    answerWith(aPosition({ name: 'a' }));
    const feed = new InMemoryLiveFeed({ log: silentLog }, new InMemoryBroker());

    follow({ intervalMs: never, feed });
    await eventually(() => {
      expect(tracker.requests.slice(1)).toEqual([expect.stringMatching(/^\/vehicles\/?\?since=/)]);
    });
    answerWith(aPosition({ name: 'b', timestamp: new Date().toISOString() }));

    // What is new says nothing of who is gone.
    await eventually(() => {
      expect(names()).toEqual(['a', 'b']);
    });
  });

  it('asks the tracker even where the live feed cannot be listened to', async () => {
    class BrokenFeed extends InMemoryLiveFeed {
      override subscribe = () => Promise.reject(new Error('no such exchange'));
    }
    answerWith(aPosition({ name: 'a' }));

    follow({ intervalMs: never, feed: new BrokenFeed({ log: silentLog }, new InMemoryBroker()) });

    await eventually(() => {
      expect(names()).toEqual(['a']);
    });
    expect(log.error.mock.calls).toMatchObject([
      [{ err: { message: 'no such exchange' } }, expect.stringContaining('live feed')],
    ]);
  });

  it('keeps the fleet while the tracker is away and says so once, and once that it is back', async () => {
    answerWith(aPosition({ name: 'a' }));
    follow({ intervalMs: 1 });
    await eventually(() => {
      expect(names()).toEqual(['a']);
    });

    tracker.answer = FakeTracker.text('<h1>oops</h1>', 500, 'text/html');
    const failures = tracker.requests.length + 5;
    await eventually(() => {
      expect(tracker.requests.length).toBeGreaterThan(failures);
    });
    expect(names()).toEqual(['a']);
    answerWith(aPosition({ name: 'b' }));

    await eventually(() => {
      expect(names()).toEqual(['b']);
    });
    expect(log.warn.mock.calls).toEqual([
      [{ reason: 'the tracker answered with status 500' }, expect.stringContaining('away')],
    ]);
    expect(log.info.mock.calls).toEqual([[{}, 'The tracker is back']]);
  });

  it('says once that there are more vehicles than it may keep', async () => {
    answerWith(...['a', 'b', 'c'].map((name) => aPosition({ name })));

    follow({ intervalMs: 1 });

    await eventually(() => {
      expect(tracker.requests.length).toBeGreaterThan(3);
    });
    expect(log.warn.mock.calls).toEqual([
      [{ listed: 3, kept: 2 }, expect.stringContaining('MAX_VEHICLES')],
    ]);
  });

  it('asks nobody after it was closed, and ends although a question is open', async () => {
    tracker.answer = FakeTracker.silence();
    follow({ intervalMs: 1 });
    await eventually(() => {
      expect(tracker.requests).toHaveLength(1);
    });

    client.close();
    await follower?.close();

    expect(tracker.requests).toHaveLength(1);
    expect(log.warn).not.toHaveBeenCalled();
  });
});

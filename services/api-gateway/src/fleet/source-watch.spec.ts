import type { LiveSource } from '@fleetman/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SourceWatch } from './source-watch.ts';

describe('SourceWatch', () => {
  const heard: { heardAt: Date | undefined } = { heardAt: undefined };
  const feed = { connection: { connected: true, reason: 'no broker' } };
  let changes: LiveSource[];
  let watch: SourceWatch;

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.UTC(2026, 10, 22, 10) });
    heard.heardAt = undefined;
    feed.connection.connected = true;
    changes = [];
    watch = new SourceWatch({ fleet: heard, feed, now: () => new Date() });
    watch.onChange((source) => changes.push(source));
    watch.start();
  });
  afterEach(() => {
    watch.close();
    jest.useRealTimers();
  });

  /** So many seconds, in each of which something is heard, or nothing. */
  function pass(seconds: number, isHeard: boolean): void {
    for (let second = 0; second < seconds; second++) {
      if (isHeard) heard.heardAt = new Date();
      jest.advanceTimersByTime(1_000);
    }
  }

  it('takes what it does not know yet for fresh, until five seconds have passed', () => {
    pass(5, false);
    expect(watch.source).toEqual({ fresh: true, heardAt: null });

    pass(1, false);
    expect(changes).toEqual([{ fresh: false, heardAt: null }]);
  });

  it('says once that nothing is heard any more, and once that it is', () => {
    pass(1, true);
    pass(20, false);
    expect(changes).toEqual([{ fresh: false, heardAt: '2026-11-22T10:00:00.000Z' }]);

    pass(20, true);

    expect(changes.slice(1)).toEqual([{ fresh: true, heardAt: '2026-11-22T10:00:21.000Z' }]);
    expect(watch.source).toEqual({ fresh: true, heardAt: '2026-11-22T10:00:40.000Z' });
  });

  it('is silent about silences of four seconds', () => {
    for (let time = 0; time < 10; time++) {
      pass(1, true);
      pass(4, false);
    }

    expect(changes).toEqual([]);
  });

  it('is not fresh while the feed is away, whatever the tracker says', () => {
    feed.connection.connected = false;
    pass(5, true);
    expect(changes).toEqual([]);
    pass(1, true);
    expect(changes).toMatchObject([{ fresh: false }]);

    feed.connection.connected = true;
    pass(1, true);

    expect(changes.slice(1)).toMatchObject([{ fresh: true }]);
  });

  it('runs no timer after its end', () => {
    watch.close();

    expect(jest.getTimerCount()).toBe(0);
  });
});

import type { VehiclePosition } from '@fleetman/contract';
import { aPosition } from '@fleetman/contract/testing';
import { LiveFeed } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { describe, expect, it } from '@jest/globals';
import { LiveAnnouncer } from './live-announcer.ts';

/** A feed whose every publish ends when the test says so. */
class SlowFeed extends LiveFeed {
  readonly connection = { connected: true } as const;
  readonly published: (readonly VehiclePosition[])[] = [];
  #end: PromiseWithResolvers<void> | undefined;

  async publish(positions: readonly VehiclePosition[]): Promise<void> {
    this.published.push(positions);
    this.#end = Promise.withResolvers();
    await this.#end.promise;
  }

  async finish(error?: Error): Promise<void> {
    if (error) this.#end?.reject(error);
    else this.#end?.resolve();
    await new Promise(setImmediate);
  }

  async subscribe(): Promise<void> {
    throw new Error('nobody subscribes here');
  }

  async close(): Promise<void> {
    await this.finish();
  }
}

describe('LiveAnnouncer', () => {
  const position = (name: string, lat: number) => aPosition({ name, lat });

  it('keeps the latest of each vehicle while the feed is busy', async () => {
    const feed = new SlowFeed();
    const announcer = new LiveAnnouncer(feed, silentLog);

    announcer.announce([position('A', 1)]);
    announcer.announce([position('A', 2), position('B', 2)]);
    announcer.announce([position('A', 3)]);
    await feed.finish();

    expect(feed.published).toEqual([[position('A', 1)], [position('A', 3), position('B', 2)]]);
  });

  it('goes on after a feed that failed', async () => {
    const feed = new SlowFeed();
    const announcer = new LiveAnnouncer(feed, silentLog);

    announcer.announce([position('A', 1)]);
    await feed.finish(new Error('no broker'));
    announcer.announce([position('A', 2)]);

    expect(feed.published).toHaveLength(2);
  });

  it('publishes nothing where there is nothing', () => {
    const feed = new SlowFeed();

    new LiveAnnouncer(feed, silentLog).announce([]);

    expect(feed.published).toEqual([]);
  });
});

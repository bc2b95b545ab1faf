import { aPosition } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { describeLiveFeed } from '../contracts/live-feed.contract.ts';
import type { LiveFeed } from '../live/live-feed.ts';
import { silentLog } from '../log.ts';
import { openLiveFeed } from '../open-live-feed.ts';
import { InMemoryBroker } from './in-memory-broker.ts';
import { InMemoryLiveFeed } from './in-memory-live-feed.ts';

describeLiveFeed('InMemoryLiveFeed', () => {
  const broker = new InMemoryBroker();
  const opened: LiveFeed[] = [];
  return {
    open: async (options = {}) => {
      const feed = new InMemoryLiveFeed({ log: silentLog, ...options }, broker);
      opened.push(feed);
      return feed;
    },
    close: async () => {
      await Promise.all(opened.map((feed) => feed.close()));
    },
  };
});

describe('InMemoryLiveFeed', () => {
  it('meets every other feed of the process that was opened by memory:', async () => {
    const options = { log: silentLog, exchange: 'meeting point' };
    const [publisher, subscriber] = [
      openLiveFeed('memory:', options),
      openLiveFeed('memory:', options),
    ];
    const received: string[] = [];
    await subscriber.subscribe(({ positions }) =>
      received.push(...positions.map(({ name }) => name)),
    );

    await publisher.publish({ positions: [aPosition({ name: 'City Truck' })] });

    expect(received).toEqual(['City Truck']);
    await Promise.all([publisher.close(), subscriber.close()]);
  });
});

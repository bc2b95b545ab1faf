import type { PositionReport } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { MessagingError, PositionQueue, type ConnectionState } from '@fleetman/messaging';
import { eventually, silentLog } from '@fleetman/messaging/testing';
import { describe, expect, it, jest } from '@jest/globals';
import { ReportBuffer } from './report-buffer.ts';
import { ReportPublisher, type PublisherOptions } from './report-publisher.ts';

/** A queue in the hands of the test: it can be away, and it can be slow. */
class TestQueue extends PositionQueue {
  readonly arrived: PositionReport[] = [];
  readonly batches: number[] = [];
  isAway = false;
  slow: Promise<void> = Promise.resolve();

  get connection(): ConnectionState {
    return this.isAway ? { connected: false, reason: 'away' } : { connected: true };
  }

  async publish(reports: readonly PositionReport[]): Promise<void> {
    if (this.isAway) throw new MessagingError('not-connected', 'away');
    await this.slow;
    this.batches.push(reports.length);
    this.arrived.push(...reports);
  }

  async consume(): Promise<void> {
    throw new Error('the simulator takes nothing');
  }

  async close(): Promise<void> {
    this.isAway = true;
  }
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => aReport({ vehicle: String(from + i) }));

const numbersOf = (reports: readonly PositionReport[]) =>
  reports.map(({ vehicle }) => Number(vehicle));

function aPublisher(options: Partial<PublisherOptions> = {}) {
  const queue = new TestQueue();
  const counted = { published: 0, dropped: 0 };
  const publisher = new ReportPublisher({
    queue,
    bufferSize: 100,
    events: {
      onPublished: (reports) => (counted.published += reports),
      onDropped: (reports) => (counted.dropped += reports),
    },
    log: silentLog,
    now: () => 0,
    ...options,
  });
  return { queue, publisher, counted };
}

describe('ReportBuffer', () => {
  it('gives reports in their order and drops the oldest when it is full', () => {
    const buffer = new ReportBuffer(5);

    expect(buffer.add(numbered(1, 4))).toBe(0);
    expect(numbersOf(buffer.take(2))).toEqual([1, 2]);
    expect(buffer.add(numbered(5, 9))).toBe(2);
    expect(buffer.size).toBe(5);
    expect(numbersOf(buffer.take(10))).toEqual([5, 6, 7, 8, 9]);
    expect(buffer.take(1)).toEqual([]);
  });

  it('never holds more than its capacity', () => {
    const buffer = new ReportBuffer(10);
    for (let i = 0; i < 100; i++) buffer.add(numbered(i * 7, i * 7 + 6));

    expect(numbersOf(buffer.take(100))).toEqual(numbersOf(numbered(690, 699)));
  });
});

describe('ReportPublisher', () => {
  it('publishes what it is given, in order', async () => {
    const { queue, publisher, counted } = aPublisher();
    publisher.start();
    publisher.add(numbered(1, 3));
    publisher.add(numbered(4, 5));

    await eventually(() => {
      expect(numbersOf(queue.arrived)).toEqual([1, 2, 3, 4, 5]);
    });
    expect(counted).toEqual({ published: 5, dropped: 0 });
    await publisher.close(1_000);
  });

  it('keeps reports in a bounded buffer while the queue is away, and their order after', async () => {
    const warn = jest.fn<typeof silentLog.warn>();
    const { queue, publisher, counted } = aPublisher({ log: { ...silentLog, warn } });
    queue.isAway = true;
    publisher.start();
    publisher.add(numbered(1, 1));
    await eventually(() => {
      expect(publisher.waiting).toBe(0);
    });
    for (let i = 2; i <= 151; i++) publisher.add(numbered(i, i));

    expect(counted.dropped).toBe(50);
    queue.isAway = false;
    await eventually(() => {
      expect(counted.published).toBe(101);
    });

    expect(numbersOf(queue.arrived)).toEqual([1, ...numbersOf(numbered(52, 151))]);
    expect(warn.mock.calls.map(([, message]) => message)).toEqual([
      'The queue takes no reports: they wait',
      'Too many reports wait: the oldest were dropped',
    ]);
    await publisher.close(1_000);
  });

  it('brings the past between the live reports, piece by piece', async () => {
    const past = [numbered(901, 902), numbered(903, 904), numbered(905, 906)].values();
    const { queue, publisher } = aPublisher({ past });
    publisher.add(numbered(1, 2));
    publisher.start();

    await eventually(() => {
      expect(queue.arrived).toHaveLength(8);
    });

    expect(queue.batches).toEqual([2, 2, 2, 2]);
    expect(numbersOf(queue.arrived).indexOf(1)).toBeLessThanOrEqual(2);
    await publisher.close(1_000);
  });

  it('lets sockets have their turn while it publishes the past', async () => {
    const past = Array.from({ length: 50 }, (_, piece) => numbered(piece, piece));
    const { publisher, queue } = aPublisher({ past: past.values() });

    publisher.start();
    await new Promise((resolve) => setImmediate(resolve));

    expect(queue.batches.length).toBeLessThan(50);
    await eventually(() => {
      expect(queue.batches).toHaveLength(50);
    });
    await publisher.close(1_000);
  });

  it('publishes what waits before it stops, and forgets the past', async () => {
    const past = numbered(900, 999)
      .map((report) => [report])
      .values();
    const { queue, publisher, counted } = aPublisher({ past });
    const gate = Promise.withResolvers<undefined>();
    queue.slow = gate.promise;
    publisher.start();
    publisher.add(numbered(1, 3));

    const closed = publisher.close(60_000);
    gate.resolve(undefined);
    await closed;

    expect(numbersOf(queue.arrived)).toEqual([900, 1, 2, 3]);
    expect(counted).toEqual({ published: 4, dropped: 0 });
  });

  it('stops at once while the queue is away and counts what was lost', async () => {
    const { queue, publisher, counted } = aPublisher();
    queue.isAway = true;
    publisher.start();
    publisher.add(numbered(1, 3));

    await publisher.close(60_000);

    expect(counted).toEqual({ published: 0, dropped: 3 });
  });

  it('stops although the queue never answers', async () => {
    const { queue, publisher, counted } = aPublisher();
    queue.slow = new Promise(() => undefined);
    publisher.start();
    publisher.add(numbered(1, 3));

    await publisher.close(20);

    expect(counted).toEqual({ published: 0, dropped: 3 });
  });
});

import { aReport } from '@fleetman/contract/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { sizeOfLetter } from '../dead-letter.ts';
import { silentLog } from '../log.ts';
import { openPositionQueue } from '../open-position-queue.ts';
import { describePositionQueue } from '../contracts/position-queue.contract.ts';
import type { PositionQueue } from '../position-queue.ts';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { RecordingHandler, reportsOf } from '../testing/handlers.ts';
import { InMemoryBroker } from './in-memory-broker.ts';
import { InMemoryPositionQueue } from './in-memory-position-queue.ts';

async function start(): Promise<BrokerUnderTest> {
  const broker = new InMemoryBroker();
  const opened: PositionQueue[] = [];
  return {
    open: (options) => {
      const queue = new InMemoryPositionQueue({ log: silentLog, ...options }, broker);
      opened.push(queue);
      return queue;
    },
    openDoomed: async (options) => {
      const queue = new InMemoryPositionQueue({ log: silentLog, ...options }, broker);
      opened.push(queue);
      return {
        queue,
        kill: async () => {
          const closing = queue.close();
          broker.queue('positionQueue').dropSubscribers();
          await Promise.race([closing, Promise.resolve()]);
        },
      };
    },
    send: async (body) => {
      broker.queue('positionQueue').offer({ body: Buffer.from(body), publishedAt: Date.now() });
    },
    parked: async () =>
      broker.deadLetters('positionQueue').letters.map(({ cause, detail, body, ...letter }) => ({
        cause,
        detail,
        body: body.toString(),
        count: sizeOfLetter({ cause, detail, body, ...letter }),
      })),
    close: async () => {
      await Promise.all(opened.map((queue) => queue.close()));
    },
  };
}

describePositionQueue('InMemoryPositionQueue', start);

describe('InMemoryPositionQueue', () => {
  const opened: PositionQueue[] = [];
  const open = (broker: InMemoryBroker, publishTimeoutMs = 10_000) => {
    const queue = new InMemoryPositionQueue({ log: silentLog, publishTimeoutMs }, broker);
    opened.push(queue);
    return queue;
  };

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()));
  });

  it('makes publishers wait while it is full', async () => {
    const queue = open(new InMemoryBroker(1));
    const recorder = new RecordingHandler();
    await queue.publish([aReport({ vehicle: 'First' })]);
    const waiting = queue.publish([aReport({ vehicle: 'Second' })]);

    await queue.consume(recorder.handle);

    await waiting;
    await eventually(() => {
      expect(recorder.vehicles).toEqual(['First', 'Second']);
    });
  });

  it('rejects what finds no room within the time to publish', async () => {
    const queue = open(new InMemoryBroker(1), 10);
    await queue.publish([aReport()]);

    await expect(queue.publish([aReport()])).rejects.toMatchObject({ code: 'publish-timeout' });
  });

  it('rejects what waits for room when the queue is closed', async () => {
    const queue = open(new InMemoryBroker(1));
    await queue.publish([aReport()]);
    const waiting = queue.publish([aReport()]);

    await Promise.all([queue.close(), expect(waiting).rejects.toMatchObject({ code: 'closed' })]);
  });

  it('keeps as many dead letters as it is told to, the newest', async () => {
    const broker = new InMemoryBroker();
    let dropped = 0;
    const options = {
      log: silentLog,
      deadLetters: { max: 1_500, maxAgeMs: 60_000 },
      events: { onDeadLettersDropped: (count: number) => (dropped += count) },
    };
    const queue = new InMemoryPositionQueue(options, broker);
    opened.push(queue);
    await queue.consume(async (batch) =>
      batch.map((report) => ({ report, cause: 'vehicles-full', detail: report.vehicle })),
    );

    await queue.publish(reportsOf('Truck', 1_501));

    await eventually(() => {
      expect(broker.deadLetters('positionQueue').letters.at(-1)?.detail).toBe('Truck 1500');
    });
    expect(broker.deadLetters('positionQueue').letters).toHaveLength(1_500);
    expect(dropped).toBe(1);
  });

  it('meets every other queue of the process that was opened by memory:', async () => {
    const options = { log: silentLog, queue: 'meeting point' };
    const [publisher, consumer] = [
      openPositionQueue('memory:', options),
      openPositionQueue('memory:', options),
    ];
    opened.push(publisher, consumer);
    const recorder = new RecordingHandler();
    await consumer.consume(recorder.handle);

    await publisher.publish([aReport()]);

    await eventually(() => {
      expect(recorder.reports).toHaveLength(1);
    });
  });

  it('confirms what is stored, if its URL asks for it, and refuses what is not in time', async () => {
    const options = { log: silentLog, queue: 'confirmed', publishTimeoutMs: 100 };
    const publisher = openPositionQueue('memory:?confirm=stored', options);
    const taker = openPositionQueue('memory:', { ...options });
    opened.push(publisher, taker);
    const early = publisher.publish([aReport()]);
    await expect(early).rejects.toMatchObject({ code: 'publish-timeout' });

    const stored: number[] = [];
    await taker.consume(async (batch) => {
      await new Promise(setImmediate);
      stored.push(batch.length);
      return [];
    });
    await publisher.publish([aReport(), aReport()]);

    // What was refused is stored nevertheless.
    expect(stored.reduce((sum, count) => sum + count, 0)).toBe(3);
    await publisher.publish([]);
    const late = openPositionQueue('memory:?confirm=stored', { ...options, queue: 'untaken' });
    const waiting = late.publish([aReport()]);
    await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'closed' }), late.close()]);
  });
});

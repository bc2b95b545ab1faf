import { aReport } from '@fleetman/contract/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '../log.ts';
import { openPositionQueue } from '../open-position-queue.ts';
import { describePositionQueue } from '../position-queue.contract.ts';
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
      const limits = { maxAgeMs: 5, ...options?.limits };
      const queue = new InMemoryPositionQueue({ log: silentLog, ...options, limits }, broker);
      opened.push(queue);
      return queue;
    },
    send: async (body) => {
      broker.queue('positionQueue').offer({ body: Buffer.from(body), publishedAt: Date.now() });
    },
    parked: async () =>
      broker
        .deadLetters('positionQueue')
        .letters.map((letter) => ({ ...letter, body: letter.body.toString() })),
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

  it('keeps the newest 1,000 dead letters', async () => {
    const broker = new InMemoryBroker();
    const queue = open(broker);
    await queue.consume(async (batch) =>
      batch.map((report) => ({ report, cause: 'vehicles-full', detail: report.vehicle })),
    );

    await queue.publish(reportsOf('Truck', 1_001));

    await eventually(() => {
      expect(broker.deadLetters('positionQueue').letters.at(-1)?.detail).toBe('Truck 1000');
    });
    expect(broker.deadLetters('positionQueue').letters).toHaveLength(1_000);
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
});

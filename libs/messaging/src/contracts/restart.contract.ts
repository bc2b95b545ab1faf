import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { RecordingHandler, reportsOf } from '../testing/handlers.ts';
import { publishUntilConfirmed } from '../testing/streaming.ts';

/** A broker takes its time to come back. */
const deadlineMs = 60_000;

/** A broker that can be killed. */
export interface RestartedBroker {
  /** A shell command that kills it and starts it again, with its data. */
  readonly restart: string;
  /** How long it is published to before that. */
  readonly settleMs: number;
  readonly start: () => BrokerUnderTest;
}

/** What every adapter of `PositionQueue` on a broker keeps of its word when that is killed. */
export function describeRestart({ restart, settleMs, start }: RestartedBroker): void {
  let broker: BrokerUnderTest;

  beforeEach(() => {
    broker = start();
  });

  afterEach(async () => {
    await broker.close();
  });

  it(
    'loses nothing confirmed when the broker is restarted in mid-stream',
    async () => {
      const recorder = new RecordingHandler();
      const publisher = broker.open();
      const consumer = broker.open({ limits: { maxReports: 50 } });
      await consumer.consume(recorder.handle);

      const stream = { chunks: 0, refused: 0 };
      const publishUntil = async (isOver: () => boolean) => {
        do {
          const reports = reportsOf(`Truck ${stream.chunks}`, 50);
          stream.refused += await publishUntilConfirmed(publisher, reports, deadlineMs);
          stream.chunks += 1;
        } while (!isOver());
      };

      const killAt = performance.now() + settleMs;
      await publishUntil(() => performance.now() > killAt);
      let isBack = false;
      const restarting = promisify(exec)(restart).then(() => {
        isBack = true;
      });
      await publishUntil(() => isBack);
      await restarting;

      await eventually(() => {
        expect(recorder.vehicles).toHaveLength(50 * stream.chunks);
        expect(consumer.connection).toEqual({ connected: true });
      }, deadlineMs);
      expect(stream.refused).toBeGreaterThan(0);
    },
    2 * deadlineMs,
  );
}

import { exec } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { RecordingHandler, reportsOf } from '../testing/handlers.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';
import { publishUntilConfirmed } from '../testing/streaming.ts';

const url = process.env['AMQP_URL'] ?? '';
/** A shell command that kills the RabbitMQ of `AMQP_URL` and starts it again, with its data. */
const restart = process.env['AMQP_RESTART'] ?? '';
const reason = url && restart ? '' : ' (skipped: AMQP_URL or AMQP_RESTART is not set)';
const describeWithRestart = reason ? describe.skip : describe;

/** A broker takes its time to come back. */
const deadlineMs = 60_000;

/**
 * RabbitMQ 3.10 writes down that a queue exists a while after it has declared it: one that is killed
 * in the first second comes back with a queue that confirms and delivers nothing.
 */
const settleMs = 3_000;

describeWithRestart(`AmqpPositionQueue${reason}`, () => {
  let rabbit: RabbitUnderTest;

  beforeEach(() => {
    rabbit = new RabbitUnderTest(url);
  });

  afterEach(async () => {
    await rabbit.close();
  });

  it(
    'loses nothing confirmed when RabbitMQ is restarted in mid-stream',
    async () => {
      const recorder = new RecordingHandler();
      const publisher = rabbit.open();
      const consumer = rabbit.open({ limits: { maxReports: 50 } });
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
});

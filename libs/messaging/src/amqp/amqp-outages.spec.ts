import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler, reportsOf } from '../testing/handlers.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';
import { publishUntilConfirmed } from '../testing/streaming.ts';
import { TcpProxy } from '../testing/tcp-proxy.ts';

const url = process.env['AMQP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

describeWithBroker(`AmqpPositionQueue${url ? '' : ' (skipped: AMQP_URL is not set)'}`, () => {
  let rabbit: RabbitUnderTest;
  let proxy: TcpProxy;
  let recorder: RecordingHandler;

  beforeEach(async () => {
    rabbit = new RabbitUnderTest(url);
    proxy = await TcpProxy.listen(url);
    recorder = new RecordingHandler();
  });

  afterEach(async () => {
    await rabbit.close();
    await proxy.close();
  });

  describe('while RabbitMQ is away', () => {
    it('says why, without the password', async () => {
      await proxy.refuse();

      const queue = rabbit.open({}, proxy.url.replace('://', '://somebody:s3cret@'));

      await expect(queue.publish([aReport()])).rejects.toMatchObject({ code: 'not-connected' });
      const { host } = new URL(proxy.url);
      expect(queue.connection).toMatchObject({
        connected: false,
        reason: expect.stringMatching(
          `^Cannot use RabbitMQ at amqp://${host}/?: .*ECONNREFUSED ${host}$`,
        ),
      });
    });

    it('waits for it, then publishes and consumes', async () => {
      await proxy.refuse();
      const queue = rabbit.open({}, proxy.url);
      await queue.consume(recorder.handle);
      expect(queue.connection.connected).toBe(false);

      await proxy.accept();

      await publishUntilConfirmed(queue, [aReport()]);
      await eventually(() => {
        expect(recorder.reports).toEqual([aReport()]);
        expect(queue.connection).toEqual({ connected: true });
      });
    });

    it('closes all the same', async () => {
      const queue = rabbit.open({}, proxy.url);
      await queue.consume(recorder.handle);
      await proxy.refuse();
      await eventually(() => {
        expect(queue.connection.connected).toBe(false);
      });

      await expect(queue.close()).resolves.toBeUndefined();
    });
  });

  describe('while RabbitMQ is silent', () => {
    it('rejects what it does not confirm in time', async () => {
      const queue = rabbit.open({ publishTimeoutMs: 100 }, proxy.url);
      await publishUntilConfirmed(queue, [aReport()]);

      proxy.stall();

      await expect(queue.publish([aReport()])).rejects.toMatchObject({
        code: 'publish-timeout',
        message: 'RabbitMQ did not confirm 1 messages within 100 ms',
      });
    });

    it('closes all the same', async () => {
      const queue = rabbit.open({}, proxy.url);
      await queue.publish([aReport()]);
      proxy.stall();

      await expect(queue.close()).resolves.toBeUndefined();
    });
  });

  describe('when the connection is cut', () => {
    it('rejects what RabbitMQ has not confirmed', async () => {
      const queue = rabbit.open({}, proxy.url);
      await queue.publish([aReport()]);
      proxy.stall();
      const publishing = queue.publish([aReport()]);

      proxy.cut();

      await expect(publishing).rejects.toMatchObject({ code: 'not-connected' });
    });

    it('loses nothing confirmed while publishing', async () => {
      const publisher = rabbit.open({}, proxy.url);
      let refused = 0;

      for (let chunk = 0; chunk < 20; chunk++) {
        const isCut = chunk % 5 === 2;
        if (isCut) proxy.holdAnswers();
        const publishing = publishUntilConfirmed(publisher, reportsOf(`Truck ${chunk}`, 50));
        if (isCut)
          setImmediate(() => {
            proxy.cut();
          });
        refused += await publishing;
      }

      await rabbit.open().consume(recorder.handle);
      await eventually(() => {
        expect(recorder.vehicles).toHaveLength(1_000);
      });
      expect(refused).toBeGreaterThanOrEqual(4);
    });

    it('loses nothing while consuming', async () => {
      await rabbit.open().publish(reportsOf('Truck', 1_000));
      const consumer = rabbit.open({ limits: { maxReports: 50, prefetch: 200 } }, proxy.url);
      let cuts = 0;

      await consumer.consume(async (batch) => {
        if (recorder.batches.length % 5 === 2) {
          proxy.cut();
          cuts += 1;
        }
        return recorder.handle(batch);
      });

      await eventually(() => {
        expect(recorder.vehicles).toHaveLength(1_000);
      });
      expect(cuts).toBeGreaterThan(2);
    });

    it('finishes the batch in hand before it takes the same reports again', async () => {
      const gated = new GatedHandler();
      const consumer = rabbit.open({}, proxy.url);
      await consumer.consume(gated.handle);
      await rabbit.open().publish([aReport()]);
      await eventually(() => {
        expect(gated.batches).toHaveLength(1);
      });

      proxy.cut();
      await eventually(() => {
        const reason = expect.stringContaining('is not ready yet');
        expect(consumer.connection).toEqual({ connected: false, reason });
      });
      for (let roundTrips = 0; roundTrips < 20; roundTrips++) {
        const { consumerCount } = await rabbit.look((channel) => channel.checkQueue(rabbit.queue));
        expect(consumerCount).toBe(0);
      }
      gated.open();

      await eventually(() => {
        expect(gated.batches).toEqual([[aReport()], [aReport()]]);
        expect(consumer.connection).toEqual({ connected: true });
      });
    });
  });
});

import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrokerBehindProxy } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler, reportsOf } from '../testing/handlers.ts';
import { publishUntilConfirmed } from '../testing/streaming.ts';
import { TcpProxy } from '../testing/tcp-proxy.ts';

/** A thousand reports over many connections take their time on a busy machine. */
const patienceMs = 20_000;

/** What every adapter of `PositionQueue` on a broker does when the network, or the broker, fails. */
export function describeOutages(url: string, start: () => BrokerBehindProxy): void {
  let broker: BrokerBehindProxy;
  let proxy: TcpProxy;
  let recorder: RecordingHandler;

  beforeEach(async () => {
    broker = start();
    proxy = await TcpProxy.listen(url);
    recorder = new RecordingHandler();
  });

  afterEach(async () => {
    await broker.close();
    await proxy.close();
  });

  describe('while the broker is away', () => {
    it('says why, without the password', async () => {
      await proxy.refuse();

      const withPassword = Object.assign(new URL(proxy.url), { username: 'u', password: 's3cret' });

      const queue = broker.open({}, withPassword.href);

      await expect(queue.publish([aReport()])).rejects.toMatchObject({ code: 'not-connected' });
      const { protocol, host } = withPassword;
      expect(queue.connection).toMatchObject({
        connected: false,
        reason: expect.stringMatching(
          `^Cannot use ${broker.name} at ${protocol}//${host}/?: .*ECONNREFUSED ${host}$`,
        ),
      });
    });

    it('waits for it, then publishes and consumes', async () => {
      await proxy.refuse();
      const queue = broker.open({}, proxy.url);
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
      const queue = broker.open({}, proxy.url);
      await queue.consume(recorder.handle);
      await proxy.refuse();
      await eventually(() => {
        expect(queue.connection.connected).toBe(false);
      });

      await expect(queue.close()).resolves.toBeUndefined();
    });
  });

  describe('while the broker is silent', () => {
    it('rejects what it does not confirm in time', async () => {
      const queue = broker.open({ publishTimeoutMs: 100 }, proxy.url);
      await publishUntilConfirmed(queue, [aReport()]);

      proxy.stall();

      await expect(queue.publish([aReport()])).rejects.toMatchObject({
        code: 'publish-timeout',
        message: `${broker.name} did not confirm 1 messages within 100 ms`,
      });
    });

    it('closes all the same', async () => {
      const queue = broker.open({}, proxy.url);
      await queue.publish([aReport()]);
      proxy.stall();

      await expect(queue.close()).resolves.toBeUndefined();
    });
  });

  describe('when the connection is cut', () => {
    it('rejects what the broker has not confirmed', async () => {
      const queue = broker.open({}, proxy.url);
      await queue.publish([aReport()]);
      proxy.stall();
      const publishing = queue.publish([aReport()]);

      proxy.cut();

      await expect(publishing).rejects.toMatchObject({ code: 'not-connected' });
    });

    it(
      'loses nothing confirmed while publishing',
      async () => {
        const publisher = broker.open({}, proxy.url);
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

        await broker.open().consume(recorder.handle);
        await eventually(() => {
          expect(recorder.vehicles).toHaveLength(1_000);
        }, patienceMs);
        expect(refused).toBeGreaterThanOrEqual(4);
      },
      2 * patienceMs,
    );

    it(
      'loses nothing while consuming',
      async () => {
        await broker.open().publish(reportsOf('Truck', 1_000));
        const consumer = broker.open({ limits: { maxReports: 50, prefetch: 200 } }, proxy.url);
        let cuts = 0;

        await consumer.consume(async (batch) => {
          // Out of step with the five batches of a prefetch: what was acknowledged just before is lost too.
          if (recorder.batches.length % 7 === 2) {
            proxy.cut();
            cuts += 1;
          }
          return recorder.handle(batch);
        });

        await eventually(() => {
          expect(recorder.vehicles).toHaveLength(1_000);
        }, patienceMs);
        expect(cuts).toBeGreaterThan(2);
      },
      2 * patienceMs,
    );

    it('takes nothing more before it has finished the batch in hand', async () => {
      const gated = new GatedHandler();
      const [consumer, other] = [broker.open({}, proxy.url), broker.open()];
      await consumer.consume(gated.handle);
      await other.publish([aReport()]);
      await eventually(() => {
        expect(gated.batches).toHaveLength(1);
      });

      proxy.cut();
      await eventually(() => {
        const reason = expect.stringContaining('is not ready yet');
        expect(consumer.connection).toEqual({ connected: false, reason });
      });
      // The broker has the report back, and gives it to the one that takes reports.
      await other.consume(recorder.handle);
      await eventually(() => {
        expect(recorder.reports).toEqual([aReport()]);
      });
      gated.open();

      await eventually(() => {
        expect(consumer.connection).toEqual({ connected: true });
      });
      expect(gated.batches).toEqual([[aReport()]]);
    });
  });
}

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PositionQueueOptions } from '../../position-queue-options.ts';
import { eventually } from '../../testing/eventually.ts';
import { RecordingHandler, reportsOf } from '../../testing/handlers.ts';
import { RabbitUnderTest } from '../../testing/rabbit-under-test.ts';
import { partitionExchange } from './partitions.ts';

const url = process.env['AMQP_URL'] ?? '';

/** Whether this RabbitMQ has the plugin. */
async function hasHashExchange(): Promise<boolean> {
  const rabbit = new RabbitUnderTest(url);
  const queue = rabbit.open({ partitions: 2 });
  const isPublished = await queue.publish(reportsOf('Probe', 1)).then(
    () => true,
    () => false,
  );
  await rabbit.closeAll(2);
  return isPublished;
}

const isThere = url !== '' && (await hasHashExchange());
const describeWithPlugin = isThere ? describe : describe.skip;

/** Connections come and go, on a busy machine. */
const patienceMs = 20_000;

describeWithPlugin(
  `partitions${isThere ? '' : ' (skipped: no AMQP_URL, or no plugin there)'}`,
  () => {
    let rabbit: RabbitUnderTest;
    let recorder: RecordingHandler;

    beforeEach(() => {
      rabbit = new RabbitUnderTest(url);
      recorder = new RecordingHandler();
    });

    afterEach(async () => {
      await rabbit.closeAll(4);
    });

    const messagesIn = async (name: string) =>
      (await rabbit.look((channel) => channel.checkQueue(name))).messageCount;

    /** Publishes so many reports and disconnects. */
    async function publish(prefix: string, count: number, partitions: number): Promise<void> {
      const queue = rabbit.open({ partitions });
      await queue.publish(reportsOf(prefix, count));
      await queue.close();
    }

    async function consume(options: Partial<PositionQueueOptions>) {
      const queue = rabbit.open(options);
      await queue.consume(recorder.handle);
      return queue;
    }

    const expectStored = (count: number) =>
      eventually(() => {
        expect(recorder.vehicles).toHaveLength(count);
      }, patienceMs);

    it('share the reports, of which the tracker takes those of all', async () => {
      await publish('Truck', 400, 4);
      for (const name of ['', '.2', '.3', '.4']) {
        expect(await messagesIn(`${rabbit.queue}${name}`)).toBeGreaterThan(20);
      }

      await consume({ partitions: 4 });

      await expectStored(400);
    });

    it('become more while reports are published to fewer', async () => {
      await publish('One', 50, 1);
      await consume({ partitions: 2 });
      await publish('Still one', 50, 1);
      await publish('Two', 50, 2);

      await expectStored(150);
    }, 60_000);

    it('become fewer without a loss: those too many are emptied, and get nothing new', async () => {
      await publish('Four', 200, 4);
      await consume({ partitions: 2 });
      await expectStored(200);
      await publish('Still four', 200, 4);

      await expectStored(400);
      expect(await messagesIn(`${rabbit.queue}.3`)).toBe(0);
      await rabbit.look((channel) => channel.deleteQueue(`${rabbit.queue}.4`));
      await publish('After', 50, 4);

      await expectStored(450);
    }, 60_000);

    it('become one again', async () => {
      await publish('Two', 100, 2);
      await consume({});
      await publish('One', 100, 1);
      await publish('Still two', 100, 2);

      await expectStored(300);
    }, 60_000);

    it('have one dead-letter queue', async () => {
      await consume({ partitions: 4 });
      await publish('Truck', 1, 4);
      await expectStored(1);

      for (const key of ['a', 'b', 'c', 'd', 'e']) {
        await rabbit.withConfirms(async (channel) => {
          channel.publish(partitionExchange(rabbit.queue), key, Buffer.from(`not JSON ${key}`));
          await channel.waitForConfirms();
        });
      }

      await eventually(async () => {
        expect(await rabbit.parked()).toHaveLength(5);
      }, patienceMs);
    });
  },
);

// Nothing to skip where it is there: describe-broker-error.spec.ts holds the words without a broker.
if (url !== '' && !isThere) {
  describe('partitions without their plugin', () => {
    it('are refused with the name of the plugin', async () => {
      const rabbit = new RabbitUnderTest(url);
      const queue = rabbit.open({ partitions: 2 });

      await expect(queue.publish(reportsOf('Truck', 1))).rejects.toThrow(
        'rabbitmq_consistent_hash_exchange',
      );

      await rabbit.closeAll(2);
    });
  });
}

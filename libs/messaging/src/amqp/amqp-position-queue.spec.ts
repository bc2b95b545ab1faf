import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describePositionQueue } from '../contracts/position-queue.contract.ts';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler, reportsOf } from '../testing/handlers.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';
import { publishUntilConfirmed } from '../testing/streaming.ts';
import { ConfirmingChannel } from './confirming-channel.ts';

const mebibyte = 1024 * 1024;

/** Large messages take their time on a busy machine. */
const patienceMs = 30_000;

setFlagsFromString('--expose-gc');
// The flag makes this function, in new contexts only.
const collectGarbage = runInNewContext('gc') as () => void;

function usedBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const url = process.env['AMQP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

describeWithBroker(`AmqpPositionQueue${url ? '' : ' (skipped: AMQP_URL is not set)'}`, () => {
  describePositionQueue('AmqpPositionQueue', async () => new RabbitUnderTest(url));

  let rabbit: RabbitUnderTest;
  let recorder: RecordingHandler;

  beforeEach(() => {
    rabbit = new RabbitUnderTest(url);
    recorder = new RecordingHandler();
  });

  afterEach(async () => {
    await rabbit.close();
  });

  it('publishes persistent JSON that says when it was published', async () => {
    const before = Date.now();
    await rabbit.open().publish([aReport()]);

    const message = await rabbit.take(rabbit.queue);

    if (!message) throw new Error('nothing was published');
    expect(JSON.parse(message.content.toString())).toEqual(JSON.parse(JSON.stringify(aReport())));
    expect(message.properties).toMatchObject({
      deliveryMode: 2,
      contentType: 'application/json',
      messageId: expect.any(String),
    });
    const { headers } = message.properties;
    expect(headers?.['published-at']).toBeGreaterThanOrEqual(before);
  });

  it('does not consume a queue that exists with other settings, and names the argument', async () => {
    await rabbit.look((channel) => channel.assertQueue(rabbit.queue, { durable: true }));

    const queue = rabbit.open();
    await queue.consume(recorder.handle);

    await eventually(() => {
      expect(queue.connection).toMatchObject({
        connected: false,
        reason: expect.stringMatching(
          new RegExp(`queue ${rabbit.queue} exists with other settings: x-.* is .*, expected`),
        ),
      });
    });

    await rabbit.look((channel) => channel.deleteQueue(rabbit.queue));
    await publishUntilConfirmed(queue, [aReport()]);
    await eventually(() => {
      expect(recorder.reports).toEqual([aReport()]);
    });
  });

  it('publishes to a queue that exists without declaring it, which takes a right', async () => {
    // Declaring them is refused: their settings are others.
    await rabbit.look((channel) => channel.assertQueue(rabbit.deadLetters, { durable: true }));
    await rabbit.look((channel) => channel.assertQueue(rabbit.queue, { durable: true }));

    await rabbit.open().publish([aReport()]);

    expect(await rabbit.take(rabbit.queue)).not.toBe(false);
  });

  it('says which queue is missing to a user who may not make it', async () => {
    // RabbitMQ lets nobody declare a name that begins like this.
    const queue = rabbit.open({ queue: `amq.${rabbit.queue}` });

    await expect(queue.publish([aReport()])).rejects.toMatchObject({ code: 'not-connected' });

    expect(queue.connection).toMatchObject({
      connected: false,
      reason: expect.stringContaining(
        `the queue amq.${rabbit.queue}.dead does not exist yet, and this user may not make it`,
      ),
    });
  });

  it('rejects a message that no queue takes, though RabbitMQ confirms it', async () => {
    const queue = rabbit.open();
    await queue.publish([aReport()]);
    await rabbit.look((channel) => channel.deleteQueue(rabbit.queue));

    await expect(queue.publish([aReport()])).rejects.toMatchObject({
      code: 'publish-refused',
      message: `RabbitMQ has no queue ${rabbit.queue}`,
    });
    await publishUntilConfirmed(queue, [aReport()]);
  });

  it('rejects a message that the queue is too full for', async () => {
    const full = {
      durable: false,
      exclusive: true,
      arguments: { 'x-max-length': 0, 'x-overflow': 'reject-publish' },
    };
    await rabbit.withConfirms(async (channel) => {
      const { queue } = await channel.assertQueue('', full);
      const sender = new ConfirmingChannel(channel, () => undefined);

      const sending = sender.send({ queue, body: Buffer.from('{}'), headers: {} });

      await expect(sending).rejects.toMatchObject({ code: 'publish-refused' });
    });
  });

  it('stores what came beside suspects, then each of these alone, and gives nothing back', async () => {
    const [first, worst, suspect, ...others] = reportsOf('Truck', 12);
    const warnings: string[] = [];
    const ignore = () => undefined;
    const warn = (_: object, message: string) => warnings.push(message);
    await rabbit.open().publish([]);
    await rabbit.withConfirms(async (channel) => {
      const send = (report: unknown, headers = {}) =>
        channel.sendToQueue(rabbit.queue, Buffer.from(JSON.stringify(report)), { headers });
      send(first);
      // As RabbitMQ counts since 4.2; what is older hands on what was given.
      send(worst, { 'x-acquired-count': 9 });
      send(suspect, { 'x-acquired-count': 4 });
      for (const report of others) send(report);
      await channel.waitForConfirms();
    });

    await rabbit.open({ log: { info: ignore, error: ignore, warn } }).consume(recorder.handle);

    await eventually(() => {
      expect(recorder.reports).toHaveLength(12);
    });
    expect(recorder.reports).toEqual([first, ...others, suspect, worst]);
    expect(recorder.batches.slice(-2)).toEqual([[suspect], [worst]]);
    // A connection that is given up gives back what is in hand.
    expect(warnings).toEqual([]);
  });

  it('goes on consuming a queue that was deleted and came back', async () => {
    const queue = rabbit.open();
    await queue.consume(recorder.handle);
    await rabbit.look((channel) => channel.deleteQueue(rabbit.queue));

    await publishUntilConfirmed(queue, [aReport()]);

    await eventually(() => {
      expect(recorder.reports).toEqual([aReport()]);
    });
  });

  it('drops the oldest of too many dead letters, of a queue declared without a bound', async () => {
    let [parked, dropped] = [0, 0];
    const events = { onParked: () => (parked += 1) };
    const first = rabbit.open({ events });
    await first.consume(recorder.handle);
    for (const body of ['one', 'two', 'three', 'four', 'five']) await rabbit.send(body);
    await eventually(() => {
      expect(parked).toBe(5);
    });
    await first.close();

    await rabbit
      .open({
        deadLetters: { max: 2, maxAgeMs: 60_000 },
        events: { onDeadLettersDropped: (count) => (dropped += count) },
      })
      .consume(recorder.handle);

    await eventually(() => {
      expect(dropped).toBe(3);
    });
    expect((await rabbit.parked()).map(({ body }) => body)).toEqual(['four', 'five']);
  });

  it('parks although the dead-letter queue was deleted', async () => {
    const queue = rabbit.open();
    await queue.consume(recorder.handle);
    await rabbit.look((channel) => channel.deleteQueue(rabbit.deadLetters));

    await rabbit.send('not JSON');

    await eventually(async () => {
      expect(await rabbit.parked()).toMatchObject([{ cause: 'not-json', body: 'not JSON' }]);
    });
  });

  it('takes one report until it knows that it can store: what is in hand counts as given back by a crash', async () => {
    let attempts = 0;
    let storeIsAway = true;
    const queue = rabbit.open();
    await queue.publish(reportsOf('Truck', 5));
    await queue.consume(async (batch) => {
      attempts += 1;
      if (storeIsAway) throw new Error('the store is away');
      return recorder.handle(batch);
    });
    await eventually(() => {
      expect(attempts).toBeGreaterThan(2);
    });

    const { messageCount } = await rabbit.look((channel) => channel.checkQueue(rabbit.queue));
    storeIsAway = false;

    expect(messageCount).toBe(4);
    await eventually(() => {
      expect(recorder.vehicles).toHaveLength(5);
    });
  });

  describe('while a batch is in hand', () => {
    let gated: GatedHandler;
    let parked: number;

    /** A consumer of many messages at once whose store holds the report that came last. */
    async function consumeUntilHeld(small: number): Promise<void> {
      [gated, parked] = [new GatedHandler(), 0];
      const onParked = () => (parked += 1);
      const queue = rabbit.open({ limits: { prefetch: 5_000 }, events: { onParked } });
      await queue.consume((batch) =>
        recorder.reports.length < small ? recorder.handle(batch) : gated.handle(batch),
      );
      await queue.publish(reportsOf('Small', small));
      await eventually(() => {
        expect(recorder.reports).toHaveLength(small);
      });
      await queue.publish([aReport()]);
      await eventually(() => {
        expect(gated.batches).toHaveLength(1);
      });
    }

    it('leaves it to RabbitMQ to park more unreadable messages than it has room for', async () => {
      await consumeUntilHeld(1);

      for (let count = 0; count < 12; count++) await rabbit.send(Buffer.alloc(2 * mebibyte));

      await eventually(() => {
        expect(parked).toBe(4);
      });
      gated.open();
      await eventually(async () => {
        expect((await rabbit.parked()).map(({ body }) => body.length)).toEqual(
          Array(12).fill(2 * mebibyte),
        );
      });
      expect(parked).toBe(12);
    });

    it('keeps 64 MiB of large messages, however many RabbitMQ may hand over', async () => {
      // More than the window grows by: RabbitMQ hands over 5,000 messages from then on.
      await consumeUntilHeld(2_500);
      const before = usedBytes();

      for (let count = 0; count < 150; count++) await rabbit.send(Buffer.alloc(mebibyte, 'x'));
      await eventually(async () => {
        const { messageCount } = await rabbit.look((channel) => channel.checkQueue(rabbit.queue));
        expect(messageCount).toBe(0);
      }, patienceMs);

      // What is let go is given back in the background, some of it after the collection.
      await eventually(() => {
        expect(usedBytes() - before).toBeLessThan(90 * mebibyte);
      }, patienceMs);
      gated.open();
      await eventually(() => {
        expect(parked).toBe(150);
      }, patienceMs);
    }, 90_000);
  });
});

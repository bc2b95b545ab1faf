import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describePositionQueue } from '../position-queue.contract.ts';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler } from '../testing/handlers.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';
import { publishUntilConfirmed } from '../testing/streaming.ts';
import { ConfirmingChannel } from './confirming-channel.ts';

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

  it('refuses a queue that exists with other settings, by name and argument', async () => {
    await rabbit.look((channel) => channel.assertQueue(rabbit.queue, { durable: true }));

    const queue = rabbit.open();

    await expect(queue.publish([aReport()])).rejects.toMatchObject({ code: 'not-connected' });
    expect(queue.connection).toMatchObject({
      connected: false,
      reason: expect.stringMatching(
        new RegExp(`queue ${rabbit.queue} exists with other settings: x-.* is .*, expected`),
      ),
    });

    await rabbit.look((channel) => channel.deleteQueue(rabbit.queue));
    await publishUntilConfirmed(queue, [aReport()]);
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

  it('goes on consuming a queue that was deleted and came back', async () => {
    const queue = rabbit.open();
    await queue.consume(recorder.handle);
    await rabbit.look((channel) => channel.deleteQueue(rabbit.queue));

    await publishUntilConfirmed(queue, [aReport()]);

    await eventually(() => {
      expect(recorder.reports).toEqual([aReport()]);
    });
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

  it('leaves it to RabbitMQ to park more large messages than it has room for', async () => {
    const gated = new GatedHandler();
    let parked = 0;
    const queue = rabbit.open({ events: { onParked: () => (parked += 1) } });
    await queue.publish([aReport()]);
    await queue.consume(gated.handle);
    await eventually(() => {
      expect(gated.batches).toHaveLength(1);
    });

    for (let count = 0; count < 12; count++) await rabbit.send(Buffer.alloc(2 * 1024 * 1024));

    await eventually(() => {
      expect(parked).toBe(4);
    });
    gated.open();
    await eventually(async () => {
      expect((await rabbit.parked()).map(({ body }) => body.length)).toEqual(
        Array(12).fill(2 * 1024 * 1024),
      );
    });
    expect(parked).toBe(12);
  });
});

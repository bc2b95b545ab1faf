import { describe, expect, it } from '@jest/globals';
import { describeDeadLetterBox } from '../contracts/dead-letter-box.contract.ts';
import { ActiveMqUnderTest } from '../testing/activemq-under-test.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';
import { openDeadLetterBox } from './open-dead-letter-box.ts';

for (const [name, url, Broker] of [
  ['RabbitMQ', process.env['AMQP_URL'] ?? '', RabbitUnderTest],
  ['ActiveMQ', process.env['STOMP_URL'] ?? '', ActiveMqUnderTest],
] as const) {
  describeDeadLetterBox(url ? name : { skipped: name }, async () => {
    const broker = new Broker(url);
    return { broker, openBox: () => openDeadLetterBox(url, broker.queue) };
  });
}

const rabbitUrl = process.env['AMQP_URL'] ?? '';

(rabbitUrl ? describe : describe.skip)('the dead letters of a queue that is gone', () => {
  it('stay where they are when they are replayed', async () => {
    const broker = new RabbitUnderTest(rabbitUrl);
    const { queue, deadLetters } = broker;
    try {
      await broker.look(async (channel) => {
        await channel.assertQueue(deadLetters, { durable: true });
        channel.sendToQueue(deadLetters, Buffer.from('one'), { persistent: true });
      });
      const box = await openDeadLetterBox(rabbitUrl, queue);
      const [replayed] = await Promise.allSettled([box.sweep(() => 'replay')]);
      await box.close();

      expect(replayed).toMatchObject({
        reason: { message: `there is no queue ${queue}; the letter stays` },
      });
      expect((await broker.parked()).map(({ body }) => body)).toEqual(['one']);
    } finally {
      await broker.close();
    }
  });
});

import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActiveMqUnderTest } from '../testing/activemq-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { RecordingHandler } from '../testing/handlers.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';
import type { DeadLetterBox, LetterVerdict, ParkedLetter } from './dead-letter-box.ts';
import { openDeadLetterBox } from './open-dead-letter-box.ts';

const late = { ...aReport({ vehicle: 'Late' }), lat: 91 };

describe.each([
  ['RabbitMQ', process.env['AMQP_URL'] ?? '', RabbitUnderTest],
  ['ActiveMQ', process.env['STOMP_URL'] ?? '', ActiveMqUnderTest],
] as const)('the dead letters on %s', (_name, url, Broker) => {
  const itWithBroker = url ? it : it.skip;
  let broker: RabbitUnderTest | ActiveMqUnderTest;
  let box: DeadLetterBox;

  /** What is seen in one sweep. */
  async function sweep(verdict: (letter: ParkedLetter) => LetterVerdict) {
    const seen: string[] = [];
    await box.sweep((letter) => {
      seen.push(`${letter.cause} ${letter.count} ${String(letter.body)}`);
      return verdict(letter);
    });
    return seen;
  }

  beforeEach(async () => {
    if (!url) return;
    broker = new Broker(url);
    const queue = broker.open();
    await queue.consume(async () => []);
    for (const body of ['one', '[0,0]', JSON.stringify(late)]) {
      await broker.send(body);
    }
    box = await openDeadLetterBox(url, broker.queue);
    await eventually(async () => {
      expect(await sweep(() => 'keep')).toHaveLength(3);
    });
    await queue.close();
  });

  afterEach(async () => {
    if (!url) return;
    await box.close();
    await broker.close();
  });

  itWithBroker('are all shown, and stay with cause and count', async () => {
    const first = await sweep(() => 'keep');

    expect(first.sort()).toEqual(
      ['not-json 1 one', 'schema 2 [0,0]', `schema 1 ${JSON.stringify(late)}`].sort(),
    );
    expect((await sweep(() => 'keep')).sort()).toEqual(first);
  });

  itWithBroker('are dropped or replayed one by one', async () => {
    const recorder = new RecordingHandler();

    await sweep(({ cause, count }) => {
      if (cause === 'not-json') return 'drop';
      return count === 2 ? 'replay' : 'keep';
    });

    expect(await sweep(() => 'keep')).toEqual([`schema 1 ${JSON.stringify(late)}`]);
    const parked: number[] = [];
    await broker
      .open({ events: { onParked: (_cause, count) => parked.push(count) } })
      .consume(recorder.handle);
    await eventually(() => {
      expect(parked).toEqual([2]);
    });
  });

  itWithBroker('are left alone after a stop', async () => {
    expect(await sweep(() => 'stop')).toHaveLength(1);
    expect(await sweep(() => 'keep')).toHaveLength(3);
  });
});

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

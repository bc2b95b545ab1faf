import { describe } from '@jest/globals';
import { describeOutages } from '../contracts/outages.contract.ts';
import { describeRestart } from '../contracts/restart.contract.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';

const url = process.env['AMQP_URL'] ?? '';
const restart = process.env['AMQP_RESTART'] ?? '';

/**
 * RabbitMQ 3.10 writes down that a queue exists a while after it has declared it: one that is killed
 * in the first second comes back with a queue that confirms and delivers nothing.
 */
const settleMs = 3_000;

const start = () => new RabbitUnderTest(url);
const noUrl = url ? '' : ' (skipped: AMQP_URL is not set)';
const noRestart = url && restart ? '' : ' (skipped: AMQP_URL or AMQP_RESTART is not set)';

(noUrl ? describe.skip : describe)(`AmqpPositionQueue over a network that fails${noUrl}`, () => {
  describeOutages(url, start);
});

(noRestart ? describe.skip : describe)(
  `AmqpPositionQueue on a broker that dies${noRestart}`,
  () => {
    describeRestart({ restart, settleMs, start });
  },
);

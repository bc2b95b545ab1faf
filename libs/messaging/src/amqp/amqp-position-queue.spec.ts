import { describe } from '@jest/globals';
import { describePositionQueue } from '../position-queue.contract.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';

const url = process.env['AMQP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

describeWithBroker(`RabbitMQ${url ? '' : ' (skipped: AMQP_URL is not set)'}`, () => {
  describePositionQueue('AmqpPositionQueue', () => RabbitUnderTest.start(url));
});

import { describe } from '@jest/globals';
import { describeOutages } from '../contracts/outages.contract.ts';
import { describeRestart } from '../contracts/restart.contract.ts';
import { ActiveMqUnderTest } from '../testing/activemq-under-test.ts';

const url = process.env['STOMP_URL'] ?? '';
const restart = process.env['STOMP_RESTART'] ?? '';

/** Enough that reports are under way both ways. */
const settleMs = 1_000;

const start = () => new ActiveMqUnderTest(url);
const noUrl = url ? '' : ' (skipped: STOMP_URL is not set)';
const noRestart = url && restart ? '' : ' (skipped: STOMP_URL or STOMP_RESTART is not set)';

(noUrl ? describe.skip : describe)(`StompPositionQueue over a network that fails${noUrl}`, () => {
  describeOutages(url, start);
});

(noRestart ? describe.skip : describe)(
  `StompPositionQueue on a broker that dies${noRestart}`,
  () => {
    describeRestart({ restart, settleMs, start });
  },
);

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { reportsOf } from '../testing/handlers.ts';
import { RabbitUnderTest } from '../testing/rabbit-under-test.ts';
import type { TakerNews } from '../testing/taker.ts';

const url = process.env['AMQP_URL'] ?? '';
const describeWithBroker = url ? describe : describe.skip;

const taker = fileURLToPath(new URL('../testing/taker.ts', import.meta.url));

/** Some forty processes start and end. */
const patienceMs = 240_000;

const kills = 25;

const good = 60;

describeWithBroker(`takers killed by force${url ? '' : ' (skipped: AMQP_URL is not set)'}`, () => {
  let rabbit: RabbitUnderTest;
  const stored = new Set<string>();
  const parked: string[] = [];
  const running = new Set<ChildProcess>();

  beforeEach(() => {
    rabbit = new RabbitUnderTest(url);
    stored.clear();
    parked.length = 0;
  });

  afterEach(async () => {
    await rabbit.close();
  });

  /** Runs a taker until it dies, or until it is killed because `isEnough` says so of what it tells. */
  async function runTaker(isEnough: (news: TakerNews) => boolean): Promise<void> {
    const child = fork(taker, [url, rabbit.queue], {
      execArgv: ['--conditions=@fleetman/source', '--disable-warning=ExperimentalWarning'],
    });
    running.add(child);
    child.on('message', (message) => {
      // The taker says nothing else.
      const news = message as TakerNews;
      if (news.event === 'stored') for (const vehicle of news.vehicles) stored.add(vehicle);
      if (news.event === 'parked') parked.push(...news.vehicles);
      if (isEnough(news)) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    running.delete(child);
  }

  const isDone = () => stored.size === good && parked.length > 0;

  /** One taker after the other, until all is stored or parked. */
  async function runTakers(): Promise<void> {
    while (!isDone()) await runTaker(isDone);
    for (const child of running) child.kill('SIGKILL');
  }

  it(
    'lose nothing and park no good report, but the one that they die of themselves',
    async () => {
      const reports = [
        ...reportsOf('Before', 30),
        aReport({ vehicle: 'Poison' }),
        ...reportsOf('After', 30),
      ];
      await rabbit.open().publish(reports);

      for (let count = 0; count < kills; count++) {
        let hasStored = false;
        await runTaker(({ event }) => {
          if (event === 'stored') hasStored = true;
          return hasStored && event === 'taken';
        });
      }
      await runTakers();

      expect(stored.has('Poison')).toBe(false);
      expect(await rabbit.parked()).toMatchObject([
        { cause: 'delivery_limit', body: JSON.stringify(aReport({ vehicle: 'Poison' })) },
      ]);
    },
    patienceMs,
  );

  it(
    'two beside each other park nothing but what they die of, whichever takes it',
    async () => {
      const [before, after] = [reportsOf('Before', 30), reportsOf('After', 30)];
      await rabbit.open().publish([...before, aReport({ vehicle: 'Poison' }), ...after]);

      await Promise.all([runTakers(), runTakers()]);

      expect(stored.has('Poison')).toBe(false);
      expect((await rabbit.parked()).map(({ body }) => body)).toEqual([
        JSON.stringify(aReport({ vehicle: 'Poison' })),
      ]);
    },
    patienceMs,
  );
});

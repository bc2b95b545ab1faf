import type { RefusalCause } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler, reportsOf } from '../testing/handlers.ts';

/** Twenty consumers and more come and go, each with connections of its own. */
const patienceMs = 60_000;

/** More than brokers and we let a message come back. */
const manyKills = 25;

const poison = aReport({ vehicle: 'Poison' });

/** What every adapter of `PositionQueue` does with messages whose consumers die: a part of its contract. */
export function describePoison(broker: () => BrokerUnderTest): void {
  /** Consumes until the poison is handed over, and dies of it; or until it is parked, and returns that. */
  async function dieOfPoison(recorder: RecordingHandler): Promise<RefusalCause | undefined> {
    let cause: RefusalCause | undefined;
    const over = Promise.withResolvers<undefined>();
    const death = Promise.withResolvers<never>();
    death.promise.catch(() => undefined);
    const onParked = (given: RefusalCause) => {
      cause = given;
      over.resolve(undefined);
    };
    const { queue, kill } = await broker().openDoomed({ events: { onParked } });
    await queue.consume(async (batch) => {
      if (!batch.some(({ vehicle }) => vehicle === poison.vehicle)) return recorder.handle(batch);
      over.resolve(undefined);
      return death.promise;
    });
    await over.promise;
    // Between parking and acknowledging a death would have the message parked once more.
    if (cause) await queue.close();
    await kill();
    death.reject(new Error('the process is dead'));
    await queue.close();
    return cause;
  }

  describe('given a message that kills each process that takes it', () => {
    it(
      'parks that one, and stores all that were in hand beside it',
      async () => {
        const recorder = new RecordingHandler();
        const reports = [...reportsOf('Before', 50), poison, ...reportsOf('After', 50)];
        const publisher = broker().open();
        await publisher.publish(reports);

        let deaths = 0;
        while (!(await dieOfPoison(recorder))) deaths += 1;

        await broker().open().consume(recorder.handle);
        await eventually(() => {
          expect(recorder.vehicles).toHaveLength(100);
        }, patienceMs);
        expect(recorder.vehicles).not.toContain(poison.vehicle);
        expect(await broker().parked()).toEqual([
          {
            cause: 'delivery_limit',
            detail: expect.stringContaining('times'),
            body: JSON.stringify(poison),
            count: 1,
          },
        ]);
        expect(deaths).toBeLessThan(20);
      },
      2 * patienceMs,
    );

    it(
      'goes on with the others when another consumer is done with the suspect',
      async () => {
        await broker().open().publish([poison]);
        for (let kills = 0; kills < 4; kills++) {
          const { queue, kill } = await broker().openDoomed();
          const taken = Promise.withResolvers<undefined>();
          const death = Promise.withResolvers<never>();
          death.promise.catch(() => undefined);
          await queue.consume(() => {
            taken.resolve(undefined);
            return death.promise;
          });
          await taken.promise;
          await kill();
          death.reject(new Error('the process is dead'));
          await queue.close();
        }
        const gated = new GatedHandler();
        const first = broker().open();
        await first.consume(gated.handle);
        await eventually(() => {
          expect(gated.batches).toHaveLength(1);
        }, patienceMs);
        const recorder = new RecordingHandler();
        await broker().open().consume(recorder.handle);
        gated.open();
        await first.close();

        await broker().open().publish(reportsOf('Truck', 5));

        await eventually(() => {
          expect(recorder.vehicles).toEqual(
            expect.arrayContaining(reportsOf('Truck', 5).map(({ vehicle }) => vehicle)),
          );
        }, patienceMs);
      },
      2 * patienceMs,
    );

    it(
      'stores good reports whose consumers are killed 25 times while the store is away',
      async () => {
        await broker().open().publish(reportsOf('Truck', 5));

        for (let kills = 0; kills < manyKills; kills++) {
          const { queue, kill } = await broker().openDoomed();
          let attempts = 0;
          await queue.consume(async () => {
            attempts += 1;
            throw new Error('the store is away');
          });
          await eventually(() => {
            expect(attempts).toBeGreaterThan(1);
          }, patienceMs);
          await kill();
          await queue.close();
        }

        const recorder = new RecordingHandler();
        await broker().open().consume(recorder.handle);
        await eventually(() => {
          expect(recorder.vehicles).toHaveLength(5);
        }, patienceMs);
        expect(await broker().parked()).toEqual([]);
      },
      2 * patienceMs,
    );
  });
}

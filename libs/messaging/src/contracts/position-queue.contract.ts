import type { RefusalCause } from '@fleetman/contract';
import { aReport, everyOptional } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { describeBadInput } from './bad-input.contract.ts';
import { describeBatches } from './batches.contract.ts';
import { describeCounting } from './counting.contract.ts';
import { describePoison } from './poison.contract.ts';
import { describeQueueTracing } from './tracing.contract.ts';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler, reportsOf } from '../testing/handlers.ts';

/** What every adapter of `PositionQueue` does; `start` gives a queue that nobody else uses. */
export function describePositionQueue(name: string, start: () => Promise<BrokerUnderTest>): void {
  describe(`${name} as a PositionQueue`, () => {
    let broker: BrokerUnderTest;
    let recorder: RecordingHandler;

    beforeEach(async () => {
      broker = await start();
      recorder = new RecordingHandler();
    });

    afterEach(async () => {
      await broker.close();
    });

    describe('publish', () => {
      it('carries every field of a report to the handler', async () => {
        const queue = broker.open();
        await queue.consume(recorder.handle);
        const report = aReport(everyOptional);

        await queue.publish([report]);

        await eventually(() => {
          expect(recorder.reports).toEqual([report]);
        });
      });

      it('keeps reports until somebody consumes', async () => {
        const publisher = broker.open();
        await publisher.publish(reportsOf('Truck', 20));
        await publisher.close();

        await broker.open().consume(recorder.handle);

        await eventually(() => {
          expect(recorder.reports).toHaveLength(20);
        });
      });

      it('resolves for no reports at all', async () => {
        await expect(broker.open().publish([])).resolves.toBeUndefined();
      });

      it('rejects on a closed queue', async () => {
        const queue = broker.open();
        await queue.close();

        await expect(queue.publish([aReport()])).rejects.toMatchObject({ code: 'closed' });
      });
    });

    describe('consume', () => {
      it('refuses a second consumer on one queue object', async () => {
        const queue = broker.open();
        await queue.consume(recorder.handle);

        const second = queue.consume(recorder.handle);

        await expect(second).rejects.toMatchObject({ code: 'already-consuming' });
      });

      it('rejects on a closed queue', async () => {
        const queue = broker.open();
        await queue.close();

        await expect(queue.consume(recorder.handle)).rejects.toMatchObject({ code: 'closed' });
      });
    });

    describeBatches(() => broker);
    describeBadInput(() => broker);
    describeQueueTracing(() => broker);
    describePoison(() => broker);
    describeCounting(() => broker);

    describe('a handler that fails', () => {
      it('gets the same reports again until it succeeds, and nothing else meanwhile', async () => {
        const attempts: (readonly string[])[] = [];
        const queue = broker.open({ limits: { maxReports: 2 } });
        await queue.publish(reportsOf('Truck', 4));

        await queue.consume(async (batch) => {
          attempts.push(batch.map(({ vehicle }) => vehicle));
          if (attempts.length < 3) throw new Error('the store is away');
          return [];
        });

        // How soon a batch is full is up to the broker: there may be two of them, or more.
        await eventually(() => {
          expect(attempts.slice(2).flat().sort()).toEqual(
            reportsOf('Truck', 4).map(({ vehicle }) => vehicle),
          );
        });
        expect(attempts[1]).toEqual(attempts[0]);
        expect(attempts[2]).toEqual(attempts[0]);
      });

      it('makes the queue say why it does not get on, for as long as it fails', async () => {
        let storeIsAway = true;
        const queue = broker.open();
        await queue.consume(async () => {
          if (storeIsAway) throw new Error('the store is away');
          return [];
        });
        await queue.publish([aReport()]);
        await eventually(() => {
          expect(queue.connection).toEqual({
            connected: false,
            reason: 'Cannot store reports: the store is away',
          });
        });

        storeIsAway = false;

        await eventually(() => {
          expect(queue.connection).toEqual({ connected: true });
        });
      });

      it('loses nothing when the queue is closed meanwhile', async () => {
        const failing = broker.open();
        let attempts = 0;
        await failing.consume(async () => {
          attempts += 1;
          throw new Error('the store is away');
        });
        await failing.publish(reportsOf('Truck', 3));
        await eventually(() => {
          expect(attempts).toBeGreaterThan(0);
        });

        await failing.close();

        await broker.open().consume(recorder.handle);
        await eventually(() => {
          expect(recorder.vehicles).toHaveLength(3);
        });
      });
    });

    describe('close', () => {
      it('waits for the batch in hand, which does not come again', async () => {
        const gated = new GatedHandler();
        const queue = broker.open();
        await queue.publish(reportsOf('Truck', 1));
        await queue.consume(gated.handle);
        await eventually(() => {
          expect(gated.batches).toHaveLength(1);
        });

        const closing = queue.close();
        gated.open();
        await closing;

        const later = broker.open();
        await later.publish([aReport({ vehicle: 'Late Truck' })]);
        await later.consume(recorder.handle);
        await eventually(() => {
          expect(recorder.vehicles).toEqual(['Late Truck']);
        });
      });

      it('gives back what no handler has seen', async () => {
        const gated = new GatedHandler();
        const queue = broker.open({ limits: { maxReports: 1, prefetch: 3 } });
        await queue.publish(reportsOf('Truck', 3));
        await queue.consume(gated.handle);
        await eventually(() => {
          expect(gated.batches).toHaveLength(1);
        });

        const closing = queue.close();
        gated.open();
        await closing;

        await broker.open().consume(recorder.handle);
        await eventually(() => {
          expect(recorder.vehicles).toHaveLength(2);
        });
        expect(gated.batches).toHaveLength(1);
      });

      it('can be called twice, and on a queue that did nothing', async () => {
        const queue = broker.open();

        await Promise.all([queue.close(), queue.close()]);
        await queue.close();

        expect(queue.connection.connected).toBe(false);
      });
    });

    describe('parking', () => {
      it('parks what the handler refuses and stores the rest', async () => {
        const parkedCauses: RefusalCause[] = [];
        const queue = broker.open({ events: { onParked: (cause) => parkedCauses.push(cause) } });
        const [good, bad] = [aReport({ vehicle: 'Good' }), aReport({ vehicle: 'Bad' })];
        await queue.consume(async (batch) => {
          await recorder.handle(batch);
          return batch
            .filter(({ vehicle }) => vehicle === 'Bad')
            .map((report) => ({ report, cause: 'time-ahead', detail: 'time: tomorrow given' }));
        });

        await queue.publish([good, bad]);

        await eventually(async () => {
          expect(await broker.parked()).toEqual([
            {
              cause: 'time-ahead',
              detail: 'time: tomorrow given',
              body: JSON.stringify(bad),
              count: 1,
            },
          ]);
          expect(parkedCauses).toEqual(['time-ahead']);
        });
        expect(recorder.reports).toEqual([good, bad]);
      });
    });
  });
}

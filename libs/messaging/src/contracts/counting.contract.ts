import type { RefusalCause } from '@fleetman/contract';
import { aReport } from '@fleetman/contract/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { QueueEvents } from '../position-queue.ts';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { RecordingHandler, reportsOf } from '../testing/handlers.ts';

/** A hundred large messages take their time on a busy machine. */
const patienceMs = 20_000;

/** Adds up what a queue reports. */
class Counts implements QueueEvents {
  consumed = 0;
  readonly parked = new Map<RefusalCause, number>();

  readonly onConsumed = (count: number) => {
    this.consumed += count;
  };

  readonly onParked = (cause: RefusalCause, count: number) => {
    this.parked.set(cause, (this.parked.get(cause) ?? 0) + count);
  };
}

/** How every adapter of `PositionQueue` counts and parks what is bad: a part of the port's contract. */
export function describeCounting(broker: () => BrokerUnderTest): void {
  describe('given many bad reports', () => {
    let recorder: RecordingHandler;
    let counts: Counts;

    beforeEach(() => {
      recorder = new RecordingHandler();
      counts = new Counts();
    });

    it(
      'parks 120 messages of 1,000 zeros as 120 letters, and stores what comes between',
      async () => {
        const queue = broker().open({ events: counts });
        const zeros = JSON.stringify(Array(1_000).fill(0));
        await queue.publish(reportsOf('First', 10));
        for (let sent = 0; sent < 120; sent++) await broker().send(zeros);
        await queue.publish(reportsOf('Last', 10));

        await queue.consume(recorder.handle);

        await eventually(() => {
          expect(recorder.vehicles).toHaveLength(20);
          expect(counts.consumed).toBe(120_020);
        }, patienceMs);
        expect([...counts.parked]).toEqual([['schema', 120_000]]);
        const letters = await broker().parked();
        expect(letters).toHaveLength(120);
        expect(letters[0]).toEqual({
          cause: 'schema',
          detail: expect.stringMatching(
            /^1000 of 1000 reports in one message: report: 0 given.*\| …$/,
          ),
          body: zeros,
          count: 1_000,
        });
      },
      3 * patienceMs,
    );

    it('stores the good reports of a message, and parks its bad ones as one letter', async () => {
      await broker().open({ events: counts }).consume(recorder.handle);
      const good = JSON.parse(JSON.stringify(aReport({ vehicle: 'Good' }))) as unknown;
      const body = JSON.stringify([{ vehicle: '' }, good, 7, good]);

      await broker().send(body);

      await eventually(async () => {
        expect(await broker().parked()).toMatchObject([{ cause: 'schema', body, count: 2 }]);
        expect(counts.consumed).toBe(4);
      });
      expect(recorder.reports).toHaveLength(2);
      expect([...counts.parked]).toEqual([['schema', 2]]);
    });

    it('parks the reports of a message that the handler refuses as one letter', async () => {
      const queue = broker().open({ events: counts, reportsPerMessage: 10 });
      await queue.consume(async (batch) =>
        batch
          .filter(({ vehicle }) => !vehicle.endsWith('0'))
          .map((report) => ({ report, cause: 'time-ahead', detail: 'time: tomorrow given' })),
      );

      await queue.publish(reportsOf('Truck', 20));

      await eventually(async () => {
        expect(await broker().parked()).toMatchObject([
          { cause: 'time-ahead', count: 9 },
          { cause: 'time-ahead', count: 9 },
        ]);
        expect(counts.consumed).toBe(20);
      });
      const [letter] = await broker().parked();
      expect(letter?.detail).toBe('9 reports of one message: time: tomorrow given');
      expect(JSON.parse(letter?.body ?? '')).toHaveLength(9);
      expect([...counts.parked]).toEqual([['time-ahead', 18]]);
    });

    it('counts a report once, however often the handler fails before it is stored', async () => {
      let attempts = 0;
      const queue = broker().open({ events: counts });
      await queue.consume(async () => {
        attempts += 1;
        if (attempts < 3) throw new Error('the store is away');
        return [];
      });

      await queue.publish([aReport()]);

      await eventually(() => {
        expect(counts.consumed).toBe(1);
      });
      expect(attempts).toBe(3);
    });
  });
}

import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler, reportsOf } from '../testing/handlers.ts';

/** How every adapter of `PositionQueue` makes batches: a part of the port's contract. */
export function describeBatches(broker: () => BrokerUnderTest): void {
  describe('consume', () => {
    let recorder: RecordingHandler;

    beforeEach(() => {
      recorder = new RecordingHandler();
    });

    it('never hands over more than the limits say', async () => {
      const queue = broker().open({ limits: { maxReports: 10 } });
      await queue.publish(reportsOf('Truck', 25));

      await queue.consume(recorder.handle);

      await eventually(() => {
        expect(recorder.vehicles).toHaveLength(25);
      });
      for (const batch of recorder.batches) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(10);
      }
    });

    it('bounds a batch by the bytes of its messages', async () => {
      const queue = broker().open({ limits: { maxBytes: 1 } });
      await queue.publish(reportsOf('Truck', 3));

      await queue.consume(recorder.handle);

      await eventually(() => {
        expect(recorder.batches.map((batch) => batch.length)).toEqual([1, 1, 1]);
      });
    });

    it('never splits a message over two batches', async () => {
      const queue = broker().open({ reportsPerMessage: 7, limits: { maxReports: 10 } });
      await queue.publish(reportsOf('Truck', 28));

      await queue.consume(recorder.handle);

      await eventually(() => {
        expect(recorder.vehicles).toHaveLength(28);
      });
      for (const batch of recorder.batches) expect([7, 14]).toContain(batch.length);
    });

    it('hands over the first report at once, and then what has come while it was stored', async () => {
      const gated = new GatedHandler();
      const queue = broker().open();
      await queue.consume(gated.handle);
      await queue.publish(reportsOf('First', 1));
      await eventually(() => {
        expect(gated.batches).toHaveLength(1);
      });

      await queue.publish(reportsOf('Truck', 20));
      gated.open();

      await eventually(() => {
        expect(gated.vehicles).toHaveLength(21);
      });
      expect(gated.batches[0]).toHaveLength(1);
    });

    it('takes no more than the broker may hand over', async () => {
      const queue = broker().open({ limits: { prefetch: 2 } });
      await queue.publish(reportsOf('Truck', 4));

      await queue.consume(recorder.handle);

      await eventually(() => {
        expect(recorder.vehicles).toHaveLength(4);
      });
      for (const batch of recorder.batches) expect(batch.length).toBeLessThanOrEqual(2);
    });

    it('hands over one batch at a time', async () => {
      let active = 0;
      let mostActive = 0;
      const queue = broker().open({ limits: { maxReports: 1 } });
      await queue.publish(reportsOf('Truck', 20));

      await queue.consume(async (batch) => {
        active += 1;
        mostActive = Math.max(mostActive, active);
        await setImmediate();
        active -= 1;
        return recorder.handle(batch);
      });

      await eventually(() => {
        expect(recorder.vehicles).toHaveLength(20);
      });
      expect(mostActive).toBe(1);
    });

    it('shares the reports among several consumers', async () => {
      const other = new RecordingHandler();
      await broker()
        .open({ limits: { prefetch: 5 } })
        .consume(recorder.handle);
      await broker()
        .open({ limits: { prefetch: 5 } })
        .consume(other.handle);

      await broker().open().publish(reportsOf('Truck', 100));

      await eventually(() => {
        expect(recorder.reports.length + other.reports.length).toBe(100);
      });
      expect(new Set([...recorder.vehicles, ...other.vehicles]).size).toBe(100);
    });

    it('tells how long each message was under way', async () => {
      const ages: number[] = [];
      const queue = broker().open({ events: { onHandled: (ageMs) => ages.push(ageMs) } });
      await queue.consume(recorder.handle);

      await queue.publish(reportsOf('Truck', 2));

      await eventually(() => {
        expect(ages).toHaveLength(2);
      });
      for (const age of ages) expect(age).toBeGreaterThanOrEqual(0);
    });
  });
}

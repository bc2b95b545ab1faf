import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { BatchCollector } from './batch-collector.ts';
import type { Delivery } from './delivery.ts';

const limits = { maxReports: 10, maxBytes: 1_000, maxAgeMs: 50, prefetch: 100 };
const aDelivery = (reports = 1, bytes = 100): Delivery => ({
  reports: Array.from({ length: reports }, () => aReport()),
  unreadable: [],
  bytes,
  publishedAt: undefined,
});

describe('BatchCollector', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('hands over a full batch at once', async () => {
    const collector = new BatchCollector(limits);
    const batch = collector.next();

    for (let count = 0; count < 11; count++) collector.add(aDelivery(1, 1));

    expect(await batch).toHaveLength(10);
  });

  it('hands over less when the oldest has waited long enough', async () => {
    const collector = new BatchCollector(limits);
    let handedOver = 0;
    const batch = collector.next().then((deliveries) => (handedOver = deliveries.length));
    collector.add(aDelivery());
    await jest.advanceTimersByTimeAsync(49);
    collector.add(aDelivery());
    expect(handedOver).toBe(0);

    await jest.advanceTimersByTimeAsync(1);

    expect(await batch).toBe(2);
  });

  it('does not wait for what the broker will not send', async () => {
    const collector = new BatchCollector({ ...limits, prefetch: 2 });
    collector.add(aDelivery());
    collector.add(aDelivery());

    expect(await collector.next()).toHaveLength(2);
  });

  it('ends with an empty batch when it is closed, and forgets what has waited', async () => {
    const collector = new BatchCollector(limits);
    collector.add(aDelivery());
    const batch = collector.next();

    collector.close();
    collector.add(aDelivery());

    expect(await batch).toEqual([]);
    expect(await collector.next()).toEqual([]);
  });

  it('keeps every delivery, in order, in batches that only their last message may overfill', async () => {
    const sizes = fc.record({ reports: fc.nat(25), bytes: fc.nat(1_500) });
    await fc.assert(
      fc.asyncProperty(fc.array(sizes, { maxLength: 50 }), async (messages) => {
        const deliveries = messages.map(({ reports, bytes }) => aDelivery(reports, bytes));
        const collector = new BatchCollector({ ...limits, maxAgeMs: 0 });
        for (const delivery of deliveries) collector.add(delivery);

        const collected: Delivery[] = [];
        while (collected.length < deliveries.length) {
          const batch = await collector.next();
          const allButLast = batch.slice(0, -1);
          expect(batch).not.toEqual([]);
          expect(allButLast.flatMap(({ reports }) => reports).length).toBeLessThan(10);
          expect(allButLast.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(1_000);
          collected.push(...batch);
        }

        expect(collected).toEqual(deliveries);
      }),
    );
  });
});

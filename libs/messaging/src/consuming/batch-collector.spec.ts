import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BatchCollector } from './batch-collector.ts';
import type { Delivery } from './delivery.ts';

const limits = { maxReports: 10, maxBytes: 1_000 };
const aDelivery = (reports = 1, bytes = 100): Delivery => ({
  reports: Array.from({ length: reports }, () => aReport()),
  unreadable: [],
  parts: reports,
  bytes,
  weight: bytes,
  publishedAt: undefined,
  traceparent: undefined,
  suspect: undefined,
});

describe('BatchCollector', () => {
  it('hands over the first delivery without waiting for others', async () => {
    const collector = new BatchCollector(limits);
    const batch = collector.next();

    collector.add(aDelivery());

    expect(await batch).toHaveLength(1);
  });

  it('hands over what has come while the last batch was stored, up to the limits', async () => {
    const collector = new BatchCollector(limits);
    collector.add(aDelivery());
    await collector.next();

    for (let count = 0; count < 11; count++) collector.add(aDelivery(1, 1));

    expect(await collector.next()).toHaveLength(10);
    expect(await collector.next()).toHaveLength(1);
  });

  it('counts the bad parts of a message, of which no report comes', async () => {
    const collector = new BatchCollector(limits);

    for (let count = 0; count < 11; count++) collector.add({ ...aDelivery(0, 1), parts: 5 });

    expect(await collector.next()).toHaveLength(2);
  });

  it('hands over a suspect alone', async () => {
    const collector = new BatchCollector(limits);
    const suspect = { body: Buffer.alloc(0), publishedAt: undefined, returns: 3 };
    collector.add(aDelivery());
    collector.add({ ...aDelivery(2), suspect });
    collector.add({ ...aDelivery(3), suspect });
    collector.seal();

    const batches = [await collector.next(), await collector.next(), await collector.next()];

    expect(batches.map((batch) => batch.map(({ parts }) => parts))).toEqual([[1], [2], [3]]);
  });

  it('hands out what it has when it is sealed, and then ends', async () => {
    const collector = new BatchCollector(limits);
    collector.add(aDelivery());

    collector.seal();
    collector.add(aDelivery());

    expect(await collector.next()).toHaveLength(1);
    expect(await collector.next()).toEqual([]);
  });

  it('ends with an empty batch when it is closed, and forgets what has waited', async () => {
    const collector = new BatchCollector(limits);
    collector.add(aDelivery());
    await collector.next();
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
        const collector = new BatchCollector(limits);
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

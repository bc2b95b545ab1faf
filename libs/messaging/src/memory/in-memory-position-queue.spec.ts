import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { silentLog } from '../log.ts';
import type { ReportBatch } from '../position-queue.ts';
import { InMemoryBroker } from './in-memory-broker.ts';
import { InMemoryPositionQueue } from './in-memory-position-queue.ts';

describe('InMemoryPositionQueue', () => {
  it('carries reports from a publisher to a consumer', async () => {
    const queue = new InMemoryPositionQueue({ log: silentLog }, new InMemoryBroker());
    const batch = new Promise<ReportBatch>((resolve) => {
      void queue.consume(async (reports) => {
        resolve(reports);
        return [];
      });
    });

    await queue.publish([aReport(), aReport({ vehicle: 'Village Truck' })]);

    expect(await batch).toEqual([aReport(), aReport({ vehicle: 'Village Truck' })]);
    await queue.close();
  });
});

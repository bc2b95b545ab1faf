import { aReport } from '@fleetman/contract/testing';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { BatchCollector } from './batch-collector.ts';
import { BatchLoop, type BatchSteps } from './batch-loop.ts';

const limits = { maxReports: 1, maxBytes: 1_000 };

/** An error that somebody foresaw: it says what it is by a code. */
const away = (message: string) => Object.assign(new Error(message), { code: 'store-unavailable' });

/** A loop whose store fails with these errors, one after the other, before it succeeds. */
async function runThrough(failures: Error[]) {
  const lines: { data: object; message: string }[] = [];
  const note = (data: object, message: string) => lines.push({ data, message });
  const acknowledged: unknown[] = [];
  const collector = new BatchCollector(limits);
  const steps: BatchSteps = {
    trace: (_batch, work) => work(),
    store: async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return [];
    },
    park: async () => undefined,
    acknowledge: (batch: unknown) => acknowledged.push(batch),
    accepted: () => undefined,
    publishAnew: async () => undefined,
  };
  const loop = new BatchLoop(collector, steps, { info: note, warn: note, error: note });
  const running = loop.run();
  collector.add({
    reports: [aReport()],
    unreadable: [],
    parts: 1,
    bytes: 1,
    weight: 1,
    publishedAt: undefined,
    traceparent: undefined,
    suspect: undefined,
  });
  await eventually(() => {
    expect(acknowledged).toHaveLength(1);
  });
  loop.stop();
  await running;
  return lines;
}

describe('BatchLoop', () => {
  it('logs tries that fail in the same way once, and that it went well at last', async () => {
    const lines = await runThrough([away('no database'), away('no database'), away('no leader')]);

    expect(lines.map(({ data }) => data)).toEqual([
      { reason: 'no database' },
      { reason: 'no leader' },
      { attempt: 4 },
    ]);
  });

  it('shows the stack of an error that nobody foresaw', async () => {
    const defect = new TypeError('x is undefined');

    const [first] = await runThrough([defect]);

    expect(first?.data).toEqual({ reason: 'x is undefined', err: defect });
  });
});

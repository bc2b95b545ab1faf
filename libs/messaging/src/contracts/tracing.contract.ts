import { SpanRecording } from '@fleetman/tracing/testing';
import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { GatedHandler, RecordingHandler, reportsOf } from '../testing/handlers.ts';

/** What every adapter of `PositionQueue` records: a part of the port's contract. */
export function describeQueueTracing(broker: () => BrokerUnderTest): void {
  describe('given a tracer', () => {
    let recording: SpanRecording;

    beforeEach(async () => {
      recording = await SpanRecording.start();
    });
    afterEach(async () => {
      await recording.finish();
    });

    const open = (service: string, options = {}) =>
      broker().open({ tracer: recording.tracer(service), ...options });

    it('records each message, and the batch that it comes in as a part of its trace', async () => {
      const recorder = new RecordingHandler();
      const consumer = open('tracker');
      await consumer.consume(recorder.handle);

      await open('simulator').publish([aReport({ vehicle: 'City Truck' })]);
      await eventually(() => {
        expect(recorder.vehicles).toEqual(['City Truck']);
      });
      await consumer.close();

      const [send, process, ...others] = await recording.finish();
      expect(send).toMatchObject({ service: 'simulator', kind: 'producer' });
      expect(send?.name).toMatch(/^send /);
      expect(send?.attributes).toMatchObject({ 'fleetman.vehicle': 'City Truck' });
      expect(process).toMatchObject({ service: 'tracker', kind: 'consumer' });
      expect(process).toMatchObject({ traceId: send?.traceId, parentSpanId: send?.spanId });
      expect(others).toEqual([]);
    });

    it('links a batch to all its messages', async () => {
      const gated = new GatedHandler();
      const consumer = open('tracker');
      await consumer.consume(gated.handle);
      const publisher = open('simulator', { reportsPerMessage: 4 });

      await publisher.publish([aReport({ vehicle: 'First' })]);
      await eventually(() => {
        expect(gated.vehicles).toEqual(['First']);
      });
      await publisher.publish(reportsOf('Truck', 10));
      gated.open();
      await eventually(() => {
        expect(gated.vehicles).toHaveLength(11);
      });
      await consumer.close();

      const spans = await recording.finish();
      const sent = spans.filter(({ kind }) => kind === 'producer');
      const taken = spans.filter(({ kind }) => kind === 'consumer');
      expect(sent.map(({ attributes }) => attributes['fleetman.reports'])).toEqual([1, 4, 4, 2]);
      // However the messages came together.
      const origins = taken.flatMap(({ links, parentSpanId = '' }) =>
        links.length > 0 ? links : [parentSpanId],
      );
      expect(origins.sort()).toEqual(sent.map(({ spanId }) => spanId).sort());
    });
  });
}

import type { QueueEvents } from '@fleetman/messaging';
import type { Metrics } from '@fleetman/service-kit';
import type { RecorderEvents } from './position-recorder.ts';

/** Counts what the queue and the recorder tell, under the names that dashboards use. */
export function trackerMetrics(metrics: Metrics): Required<QueueEvents> & RecorderEvents {
  const consumed = metrics.counter({
    name: 'fleetman_reports_consumed_total',
    help: 'Reports taken from the queue and dealt with, repeated ones counted again',
  });
  const stored = metrics.counter({
    name: 'fleetman_reports_stored_total',
    help: 'Reports that were new and are stored',
  });
  const parked = metrics.counter({
    name: 'fleetman_reports_parked_total',
    help: 'Reports, or whole messages, sent to the dead-letter queue instead of being stored',
    labelNames: ['cause'],
  });
  const queueToStore = metrics.seconds({
    name: 'fleetman_queue_to_store_seconds',
    help: 'From the publishing of a message until all its reports were stored',
  });
  return {
    onRecorded(counts) {
      consumed.inc(counts.consumed);
      stored.inc(counts.stored);
    },
    onParked(cause) {
      parked.inc({ cause });
    },
    onHandled(ageMs) {
      queueToStore.observe(ageMs / 1_000);
    },
  };
}

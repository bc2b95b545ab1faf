import type { QueueEvents } from '@fleetman/messaging';
import type { Metrics } from '@fleetman/service-kit';
import type { RecorderEvents } from './position-recorder.ts';

/** Counts what the queue and the recorder tell, under the names that dashboards use. */
export function trackerMetrics(metrics: Metrics): Required<QueueEvents> & RecorderEvents {
  const { consumed, stored, known, parked } = reportCounters(metrics);
  const corrected = metrics.counter({
    name: 'fleetman_report_times_corrected_total',
    help: 'Reports whose time lay one or two GPS epochs of 1,024 weeks back and was put right',
  });
  const ignored = metrics.counter({
    name: 'fleetman_report_fields_ignored_total',
    help: 'Optional fields of reports that were out of range or of the wrong type and are unknown',
    labelNames: ['field'],
  });
  const queueToStore = metrics.seconds({
    name: 'fleetman_queue_to_store_seconds',
    help: 'From the publishing of a message until all its reports were stored',
  });
  return {
    onRecorded(counts) {
      stored.inc(counts.stored);
      known.inc(counts.known);
      corrected.inc(counts.corrected);
    },
    onFieldsIgnored(counts) {
      for (const [field, count] of Object.entries(counts)) ignored.inc({ field }, count);
    },
    onConsumed(count) {
      consumed.inc(count);
    },
    onParked(cause, count) {
      parked.inc({ cause }, count);
    },
    onDeadLettersDropped: countLettersDropped(metrics),
    onHandled(ageMs) {
      queueToStore.observe(ageMs / 1_000);
    },
  };
}

function countLettersDropped(metrics: Metrics): (count: number) => void {
  const dropped = metrics.counter({
    name: 'fleetman_dead_letters_dropped_total',
    help: 'Dead letters dropped because there were too many, or too old ones',
  });
  return (count) => {
    dropped.inc(count);
  };
}

/** What became of the reports: at any time those consumed are those stored, known and parked. */
function reportCounters(metrics: Metrics) {
  const consumed = metrics.counter({
    name: 'fleetman_reports_consumed_total',
    help: 'Reports taken from the queue and dealt with: stored, known already or parked',
  });
  const stored = metrics.counter({
    name: 'fleetman_reports_stored_total',
    help: 'Reports that were new and are stored',
  });
  const known = metrics.counter({
    name: 'fleetman_reports_known_total',
    help: 'Reports that were stored before: repeated ones',
  });
  const parked = metrics.counter({
    name: 'fleetman_reports_parked_total',
    help: 'Reports, or whole messages, sent to the dead-letter queue instead of being stored',
    labelNames: ['cause'],
  });
  return { consumed, stored, known, parked };
}

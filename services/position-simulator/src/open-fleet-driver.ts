import { openPositionQueue } from '@fleetman/messaging';
import type { Metrics, ServiceHost } from '@fleetman/service-kit';
import { backfill, thinningOf } from './fleet/backfill.ts';
import type { SimulatorConfig } from './config.ts';
import { assembleFleet, type Vehicle } from './fleet/fleet.ts';
import { FleetDriver } from './fleet-driver.ts';
import { readTracks } from './tracks/read-tracks.ts';
import { ReportPublisher, type PublisherEvents } from './publishing/report-publisher.ts';

/**
 * Reads the tracks, assembles the fleet and opens the queue; the vehicles wait for `start`.
 *
 * @throws ConfigError where the tracks cannot be used.
 */
export function openFleetDriver(config: SimulatorConfig, host: ServiceHost): FleetDriver {
  const { log } = host;
  const tracks = readTracks(config.TRACKS, log);
  const fleet = assembleFleet({
    tracks,
    vehicles: config.VEHICLES,
    seed: config.SEED,
    intervalMs: config.REPORT_INTERVAL,
    noise: config.NOISE,
  });
  log.info({ tracks: tracks.length, vehicles: fleet.length }, 'The fleet is ready to drive');
  const queue = openPositionQueue(config.QUEUE_URL, {
    log,
    publishTimeoutMs: config.PUBLISH_TIMEOUT,
    reportsPerMessage: config.REPORTS_PER_MESSAGE,
    format: config.MESSAGE_FORMAT,
    partitions: config.QUEUE_PARTITIONS,
    tracer: host.tracer,
  });
  host.readiness.add('queue', () => queue.connection);
  const now = () => Date.now();
  const startMs = now();
  const publisher = new ReportPublisher({
    queue,
    bufferSize: config.BUFFER_SIZE,
    events: countingIn(host.metrics),
    log,
    now,
    past: pastOf(fleet, config, { log, untilMs: startMs }),
  });
  host.metrics.gauge({
    name: 'fleetman_reports_waiting',
    help: 'Live reports that are kept until the queue takes them',
    read(gauge) {
      gauge.set(publisher.waiting);
    },
  });
  return new FleetDriver({ fleet, publisher, queue, startMs, now });
}

function countingIn(metrics: Metrics): PublisherEvents {
  const published = metrics.counter({
    name: 'fleetman_reports_published_total',
    help: 'Reports that the queue has confirmed',
  });
  const dropped = metrics.counter({
    name: 'fleetman_reports_dropped_total',
    help: 'Reports that were given up: the buffer was full, or the simulator stopped',
  });
  return {
    onPublished: (reports) => {
      published.inc(reports);
    },
    onDropped: (reports) => {
      dropped.inc(reports);
    },
  };
}

interface Start {
  readonly log: ServiceHost['log'];
  readonly untilMs: number;
}

function pastOf(fleet: readonly Vehicle[], config: SimulatorConfig, { log, untilMs }: Start) {
  if (config.BACKFILL === 0) return undefined;
  const settings = { intervalMs: config.REPORT_INTERVAL, spanMs: config.BACKFILL, untilMs };
  const data = {
    hours: config.BACKFILL / 3_600_000,
    everyNthReport: thinningOf(fleet.length, settings),
  };
  log.info(data, 'The drive of the past hours is published beside the live one');
  return backfill(fleet, settings);
}

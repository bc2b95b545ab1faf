import { randomUUID } from 'node:crypto';
import { openLiveFeed, openPositionQueue, PositionQueue, type Log } from '@fleetman/messaging';
import type { MotionRules } from '@fleetman/motion';
import { isSqliteUrl, type ServiceHost } from '@fleetman/service-kit';
import {
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { TrackerConfig } from './config.ts';
import { letterFileOf } from './dead-letters/kept/letter-file.ts';
import { SqliteLetterStore } from './dead-letters/kept/sqlite-letter-store.ts';
import { HeardFixes } from './heard/heard-fixes.ts';
import { StoreWithEars } from './heard/store-with-ears.ts';
import { HistoryController } from './rest/history.controller.ts';
import { LiveAnnouncer } from './recording/live-announcer.ts';
import { PositionRecorder } from './recording/position-recorder.ts';
import { MotionClock } from './fixes/motion-clock.ts';
import { FleetController } from './past/fleet.controller.ts';
import { KeptFiles } from './store/kept-files.ts';
import { openPositionStore } from './store/open-position-store.ts';
import { PositionStore } from './store/position-store.ts';
import { TimeZone } from './rest/time-zone.ts';
import { trackerMetrics } from './recording/tracker-metrics.ts';
import { VehicleRoll } from './recording/vehicle-roll.ts';
import { VehiclesController } from './rest/vehicles.controller.ts';

@Module({ controllers: [VehiclesController, HistoryController, FleetController] })
export class TrackerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  #consuming: Promise<void> | undefined;
  #isClosing = false;

  constructor(
    private readonly queue: PositionQueue,
    private readonly announcer: LiveAnnouncer,
    private readonly recorder: PositionRecorder,
    private readonly files: KeptFiles,
  ) {}

  static register(config: TrackerConfig, host: ServiceHost): DynamicModule {
    const parts = openParts(config, host);
    return {
      module: TrackerModule,
      providers: [
        { provide: PositionQueue, useValue: parts.queue },
        { provide: LiveAnnouncer, useValue: parts.announcer },
        { provide: PositionStore, useValue: parts.shown },
        { provide: PositionRecorder, useValue: parts.recorder },
        { provide: KeptFiles, useValue: parts.files },
        { provide: MotionClock, useValue: parts.clock },
        { provide: TimeZone, useValue: { suffix: config.TIME_FORMAT === 'java' ? '+0000' : 'Z' } },
      ],
    };
  }

  onApplicationBootstrap(): void {
    this.#consuming = this.#consume();
  }

  /**
   * What is taken before the store was tried cannot be stored, and a message that fails so is no suspect any
   * more: on a slow machine one that kills would count from zero with each start, and never be parked.
   */
  async #consume(): Promise<void> {
    await this.files.begun();
    if (!this.#isClosing) await this.queue.consume((batch) => this.recorder.record(batch));
  }

  /** In the order of the data, so that what is in hand still finds what it needs. */
  async onApplicationShutdown(): Promise<void> {
    this.#isClosing = true;
    await this.queue.close();
    await this.announcer.close();
    await this.files.close();
    await this.#consuming;
  }
}

function openParts(config: TrackerConfig, { log, metrics, readiness, tracer }: ServiceHost) {
  const now = () => new Date();
  const rules: MotionRules = {
    maxInaccuracy: config.MAX_INACCURACY,
    maxSpeed: config.MAX_SPEED / 3.6,
  };
  const events = trackerMetrics(metrics);
  const deadLetters = {
    max: config.DEAD_LETTERS_MAX,
    maxAgeMs: config.DEAD_LETTERS_MAX_AGE,
  };
  const limits = { maxReports: config.BATCH_SIZE, prefetch: config.PREFETCH };
  const letters = openLetters(config, now, log);
  const queue = openPositionQueue(config.QUEUE_URL, {
    ...{ log, limits, events, deadLetters, letters, tracer },
    partitions: config.QUEUE_PARTITIONS,
  });
  const live = openLiveFeed(config.LIVE_URL, { log, tracer, publisher: instance });
  const store = openPositionStore(config.STORE_URL, {
    retentionMs: config.HISTORY_RETENTION,
    maxPositions: config.HISTORY_MAX_POSITIONS,
    maxBytes: config.HISTORY_MAX_MEGABYTES * 1e6,
    now,
    log,
  });
  readiness.add('queue', () => queue.connection);
  readiness.add('store', () => store.connection);
  if (letters) readiness.add('dead letters', () => letters.connection);
  readiness.addInformational('live feed', () => live.connection);
  const shown = withEars(store, config, log);
  const clock: MotionClock = { now, toleranceMs: config.FUTURE_TOLERANCE, rules };
  const announcer = new LiveAnnouncer({ store, feed: live, log, motion: clock, tracer });
  const recorder = new PositionRecorder({
    store,
    roll: new VehicleRoll({ store, maxVehicles: config.MAX_VEHICLES, now }),
    announce: (reports) => {
      announcer.announce(reports);
    },
    events,
    now,
    futureToleranceMs: config.FUTURE_TOLERANCE,
    retentionMs: config.HISTORY_RETENTION,
    database: databaseOf(config.STORE_URL),
    tracer,
  });
  const files = new KeptFiles([shown, ...(letters ? [letters] : [])]);
  return { queue, announcer, shown, recorder, clock, files };
}

/** `undefined` where a broker keeps the dead letters, or they end with the process. */
function openLetters(
  config: TrackerConfig,
  now: () => Date,
  log: Log,
): SqliteLetterStore | undefined {
  const path = letterFileOf(config);
  return path === undefined ? undefined : new SqliteLetterStore({ path, now, log });
}

/** Several trackers on one database hear each other; by a connection of its own, as not each may. */
function withEars(store: PositionStore, config: TrackerConfig, log: Log): PositionStore {
  if (databaseOf(config.STORE_URL) !== 'mongodb') return store;
  const ears = openLiveFeed(config.LIVE_URL, { log, publisher: instance });
  const clock = () => performance.now();
  return new StoreWithEars(store, { ears, heard: new HeardFixes(config.MAX_VEHICLES, clock) });
}

/** By OpenTelemetry's names for databases. */
function databaseOf(storeUrl: string): 'memory' | 'sqlite' | 'mongodb' {
  if (storeUrl === 'memory:') return 'memory';
  return isSqliteUrl(storeUrl) ? 'sqlite' : 'mongodb';
}

/** What this process publishes it does not hear. */
const instance = randomUUID();

import { LiveFeed, openLiveFeed, openPositionQueue, PositionQueue } from '@fleetman/messaging';
import type { ServiceHost } from '@fleetman/service-kit';
import {
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { TrackerConfig } from './config.ts';
import { HistoryController } from './history.controller.ts';
import { LiveAnnouncer } from './live-announcer.ts';
import { PositionRecorder } from './position-recorder.ts';
import { FleetController, PastClock } from './past/fleet.controller.ts';
import { openPositionStore } from './store/open-position-store.ts';
import { PositionStore } from './store/position-store.ts';
import { trackerMetrics } from './tracker-metrics.ts';
import { VehicleRoll } from './vehicle-roll.ts';
import { VehiclesController } from './vehicles.controller.ts';

@Module({ controllers: [VehiclesController, HistoryController, FleetController] })
export class TrackerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly queue: PositionQueue,
    private readonly live: LiveFeed,
    private readonly store: PositionStore,
    private readonly recorder: PositionRecorder,
  ) {}

  static register(config: TrackerConfig, host: ServiceHost): DynamicModule {
    const parts = openParts(config, host);
    return {
      module: TrackerModule,
      providers: [
        { provide: PositionQueue, useValue: parts.queue },
        { provide: LiveFeed, useValue: parts.live },
        { provide: PositionStore, useValue: parts.store },
        { provide: PositionRecorder, useValue: parts.recorder },
        { provide: PastClock, useValue: parts.clock },
      ],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.consume((batch) => this.recorder.record(batch));
  }

  /** In the order of the data, so that what is in hand still finds what it needs. */
  async onApplicationShutdown(): Promise<void> {
    await this.queue.close();
    await this.live.close();
    await this.store.close();
  }
}

function openParts(config: TrackerConfig, { log, metrics, readiness }: ServiceHost) {
  const now = () => new Date();
  const events = trackerMetrics(metrics);
  const limits = { maxReports: config.BATCH_SIZE, prefetch: config.PREFETCH };
  const queue = openPositionQueue(config.QUEUE_URL, { log, limits, events });
  const live = openLiveFeed(config.LIVE_URL, { log });
  const store = openPositionStore(config.STORE_URL, {
    retentionMs: config.HISTORY_RETENTION,
    maxPositions: config.HISTORY_MAX_POSITIONS,
    now,
    log,
  });
  readiness.add('queue', () => queue.connection);
  readiness.add('store', () => store.connection);
  readiness.addInformational('live feed', () => live.connection);
  const announcer = new LiveAnnouncer(live, log);
  const recorder = new PositionRecorder({
    store,
    roll: new VehicleRoll({ store, maxVehicles: config.MAX_VEHICLES, now }),
    announce: (positions) => {
      announcer.announce(positions);
    },
    events,
    now,
    futureToleranceMs: config.FUTURE_TOLERANCE,
  });
  const clock: PastClock = { now, toleranceMs: config.FUTURE_TOLERANCE };
  return { queue, live, store, recorder, clock };
}

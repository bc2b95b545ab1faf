import { aReport } from '@fleetman/contract/testing';
import { openLiveFeed, openPositionQueue } from '@fleetman/messaging';
import { silentLog } from '@fleetman/messaging/testing';
import { describe, expect, it, jest } from '@jest/globals';
import { LiveAnnouncer } from './recording/live-announcer.ts';
import { PositionRecorder } from './recording/position-recorder.ts';
import { VehicleRoll } from './recording/vehicle-roll.ts';
import { InMemoryPositionStore } from './store/memory/in-memory-position-store.ts';
import { untilFound } from './testing/spec-tools.contract.ts';
import { KeptFiles } from './store/kept-files.ts';
import { TrackerModule } from './tracker.module.ts';

const now = () => new Date();
const limits = { retentionMs: 604_800_000, now };

/** A store that nobody has tried yet. */
class UntriedStore extends InMemoryPositionStore {
  readonly tried = Promise.withResolvers<undefined>();
  override readonly begun = this.tried.promise;
}

function trackerOver(store: UntriedStore) {
  const queue = openPositionQueue('memory:', { log: silentLog });
  const feed = openLiveFeed('memory:', { log: silentLog });
  const motion = { now, toleranceMs: 300_000, rules: { maxInaccuracy: 200, maxSpeed: 70 } };
  const recorder = new PositionRecorder({
    store,
    roll: new VehicleRoll({ store, maxVehicles: 10, now }),
    announce: () => undefined,
    events: { onRecorded: () => undefined },
    now,
    futureToleranceMs: 300_000,
    retentionMs: limits.retentionMs,
  });
  const announcer = new LiveAnnouncer({ store, feed, log: silentLog, motion });
  return { queue, tracker: new TrackerModule(queue, announcer, recorder, new KeptFiles([store])) };
}

describe('TrackerModule', () => {
  it('takes reports once its store was tried', async () => {
    const store = new UntriedStore({ ...limits, maxPositions: 10 });
    const { queue, tracker } = trackerOver(store);
    const consume = jest.spyOn(queue, 'consume');
    await queue.publish([aReport({ time: now() })]);

    tracker.onApplicationBootstrap();
    expect(consume).not.toHaveBeenCalled();
    store.tried.resolve(undefined);

    await untilFound(async () => (await store.latest()).length === 1 || undefined);
    await tracker.onApplicationShutdown();
  });

  it('takes none when it is stopped before that', async () => {
    const store = new UntriedStore({ ...limits, maxPositions: 10 });
    const { queue, tracker } = trackerOver(store);
    const consume = jest.spyOn(queue, 'consume');

    tracker.onApplicationBootstrap();
    const stopped = tracker.onApplicationShutdown();
    store.tried.resolve(undefined);
    await stopped;

    expect(consume).not.toHaveBeenCalled();
  });
});

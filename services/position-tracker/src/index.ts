import type { RunningService, ServiceDefinition } from '@fleetman/service-kit';
import { trackerConfig, type TrackerConfig } from './config.ts';
import { PositionStore } from './store/position-store.ts';
import { TrackerModule } from './tracker.module.ts';

/** Takes reports from the queue, stores them, and answers where vehicles are and were. */
export const positionTracker: ServiceDefinition<TrackerConfig> = {
  name: 'position-tracker',
  title: 'Fleetman position tracker',
  config: trackerConfig,
  createModule: (config, host) => TrackerModule.register(config, host),
};

/** Why a running tracker cannot use its store, once it was tried for the first time; `undefined` if it can. */
export async function storeProblem({ app }: RunningService): Promise<string | undefined> {
  const store = app.get(PositionStore, { strict: false });
  await store.begun;
  return store.connection.connected ? undefined : store.connection.reason;
}

import type { ServiceDefinition } from '@fleetman/service-kit';
import { trackerConfig, type TrackerConfig } from './config.ts';
import { TrackerModule } from './tracker.module.ts';

/** Takes reports from the queue, stores them, and answers where vehicles are and were. */
export const positionTracker: ServiceDefinition<TrackerConfig> = {
  name: 'position-tracker',
  title: 'Fleetman position tracker',
  config: trackerConfig,
  createModule: (config, host) => TrackerModule.register(config, host),
};

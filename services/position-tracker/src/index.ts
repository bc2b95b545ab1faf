import type { RunningService, ServiceDefinition } from '@fleetman/service-kit';
import { trackerConfig, type TrackerConfig } from './config.ts';
import { KeptFiles } from './store/kept-files.ts';
import { TrackerModule } from './tracker.module.ts';

/** Takes reports from the queue, stores them, and answers where vehicles are and were. */
export const positionTracker: ServiceDefinition<TrackerConfig> = {
  name: 'position-tracker',
  title: 'Fleetman position tracker',
  config: trackerConfig,
  createModule: (config, host) => TrackerModule.register(config, host),
};

/** Why a running tracker cannot use what it keeps data in, once it was tried for the first time; `undefined` if it can. */
export async function storeProblem({ app }: RunningService): Promise<string | undefined> {
  const files = app.get(KeptFiles, { strict: false });
  await files.begun();
  return files.problem;
}

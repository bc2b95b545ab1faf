import { exitWithProblem, stopOnSignals } from '@fleetman/service-kit';
import { startEmbedded } from './start-embedded.ts';
import { welcome } from './welcome.ts';

try {
  const embedded = await startEmbedded({ environment: process.env });
  process.stdout.write(welcome(embedded));
  stopOnSignals(embedded.host.log, embedded.config.DRAIN_DELAY, () => embedded.close());
} catch (error) {
  exitWithProblem('fleetman', error);
}

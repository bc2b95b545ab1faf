import { apiGateway } from '@fleetman/api-gateway';
import { positionReceiver } from '@fleetman/position-receiver';
import { positionSimulator } from '@fleetman/position-simulator';
import { positionTracker } from '@fleetman/position-tracker';
import { ConfigError, loadConfig, type Environment } from '@fleetman/service-kit';
import type * as z from 'zod';
import { embeddedConfig } from './config.ts';
import { placesFor } from './data-folder.ts';

/** For services that only this process speaks to: on a port of the system's choice. */
const inside = { PORT: '0', HOST: '127.0.0.1', METRICS_PORT: '' } as const;

/**
 * Reads the settings of the embedded process and of each service in it.
 *
 * @throws ConfigError naming the wrong variables of all of them, each once.
 */
export function loadConfigs(given: Environment) {
  const problems = new Set<string>();
  const load = <C>(schema: z.ZodType<C>, environment: Environment): C | undefined => {
    try {
      return loadConfig(schema, environment);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) problems.add(problem);
      return undefined;
    }
  };
  const own = load(embeddedConfig, given);
  const places = placesFor(given);
  // Nothing outside this process can reach these, whatever the environment says.
  const shared = { ...given, ...places.shared };
  const tracker = load(positionTracker.config, { ...shared, ...inside });
  const gateway = load(apiGateway.config, shared);
  const backfill = given['BACKFILL'] ?? '2h';
  const isSimulated = own?.SIMULATOR ?? true;
  const driving = { ...shared, ...inside, BACKFILL: backfill };
  const simulator = isSimulated ? load(positionSimulator.config, driving) : undefined;
  // Its requests come by the gateway's port; trackers come by TCP, where all others come.
  const devices = {
    ...shared,
    ...places.receiver,
    ...inside,
    TELTONIKA_HOST: given['TELTONIKA_HOST'] ?? own?.HOST,
  };
  const hasDevices = Boolean(given['DEVICES_FILE']);
  const receiver = hasDevices ? load(positionReceiver.config, devices) : undefined;
  if (problems.size > 0 || !own || !tracker || !gateway) throw new ConfigError([...problems]);
  return { own, tracker, gateway, simulator, receiver };
}

import { apiGateway } from '@fleetman/api-gateway';
import { fleetRegistry } from '@fleetman/fleet-registry';
import { positionReceiver } from '@fleetman/position-receiver';
import { positionSimulator } from '@fleetman/position-simulator';
import { positionTracker } from '@fleetman/position-tracker';
import { ConfigError, loadConfig, type Environment } from '@fleetman/service-kit';
import type * as z from 'zod';
import { embeddedConfig } from './config.ts';
import { placesFor } from './data-folder.ts';

/** For services that only this process speaks to: on a port of the system's choice. */
const inside = { PORT: '0', HOST: '127.0.0.1', METRICS_PORT: '' } as const;

/** Stands for the address of the registry in this process until it is known. */
const registryInside = 'http://registry.inside';

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
  const gateway = load(apiGateway.config, { ...shared, REGISTRY_URL: registryInside });
  const backfill = given['BACKFILL'] ?? '2h';
  const isSimulated = own?.SIMULATOR ?? true;
  const driving = { ...shared, ...inside, BACKFILL: backfill };
  const simulator = isSimulated ? load(positionSimulator.config, driving) : undefined;
  // Its requests come by the gateway's port; trackers come by TCP, where all others come.
  const receiver = load(positionReceiver.config, {
    ...{ ...shared, ...places.receiver, ...inside },
    TELTONIKA_HOST: given['TELTONIKA_HOST'] ?? own?.HOST,
    ...(given['DEVICES_FILE'] ? { REGISTRY_URL: '' } : withoutFile(given)),
  });
  const registry = load(fleetRegistry.config, { ...shared, ...inside });
  if (problems.size > 0 || !own || !tracker || !gateway || !receiver || !registry) {
    throw new ConfigError([...problems]);
  }
  return { own, tracker, gateway, simulator, receiver, registry };
}

/**
 * The registry of this process, whose address it learns when that listens. Trackers are let in if the settings
 * say where: several processes on one machine, which is common, cannot share the usual port.
 */
function withoutFile(given: Environment): Environment {
  return { REGISTRY_URL: registryInside, TELTONIKA_PORT: given['TELTONIKA_PORT'] ?? 'off' };
}

import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError, type Environment } from '@fleetman/service-kit';

/** How long a history is kept where there is a disk for it, if no setting says otherwise. */
const retention = '90d';

/** What services are told if nothing is kept beyond the end of the process. */
const inMemory = {
  ...{ QUEUE_URL: 'memory:', LIVE_URL: 'memory:' },
  ...{ STORE_URL: 'memory:', REGISTRY_STORE_URL: 'memory:' },
} as const;

/** The settings of services that say where what they keep is. */
interface Places {
  /** For all services. */
  readonly shared: Environment;
  /** For the receiver besides: what it tells a device is stored, is. */
  readonly receiver: Environment;
}

/**
 * Where the services of one process keep what they know: in the folder of `DATA`, or in memory. The folder is
 * made, for its owner alone, if it is not there.
 *
 * @throws ConfigError if the folder cannot be used.
 */
export function placesFor(given: Environment): Places {
  const { DATA } = given;
  if (!DATA) return { shared: inMemory, receiver: {} };
  const folder = resolve(DATA);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const expected = `expected a folder that can be written to (${why})`;
    throw new ConfigError([`DATA: "${DATA}" given, ${expected}`]);
  }
  return {
    shared: {
      ...inMemory,
      STORE_URL: `sqlite:${join(folder, 'fleet.db')}`,
      REGISTRY_STORE_URL: `sqlite:${join(folder, 'registry.db')}`,
      HISTORY_RETENTION: given['HISTORY_RETENTION'] ?? retention,
    },
    receiver: { QUEUE_URL: 'memory:?confirm=stored' },
  };
}

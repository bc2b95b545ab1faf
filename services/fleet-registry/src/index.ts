import type { ServiceDefinition } from '@fleetman/service-kit';
import { registryConfig, type RegistryConfig } from './config.ts';
import { RegistryModule } from './registry.module.ts';

/** The largest body as JSON, that of a receiver's signs, and the largest file of vehicles. */
const [largestJson, largestFile] = ['1mb', '8mb'];

/** Knows who is in the fleet, and who may see it. Only other services call it. */
export const fleetRegistry: ServiceDefinition<RegistryConfig> = {
  name: 'fleet-registry',
  title: 'Fleetman fleet registry',
  config: registryConfig,
  createModule: (config, host) => RegistryModule.register(config, host),
  configure: (app) => {
    app.useBodyParser('json', { limit: largestJson });
    app.useBodyParser('text', { type: 'text/csv', limit: largestFile });
  },
};

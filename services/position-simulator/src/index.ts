import type { ServiceDefinition } from '@fleetman/service-kit';
import { simulatorConfig, type SimulatorConfig } from './config.ts';
import { SimulatorModule } from './simulator.module.ts';

/** Drives vehicles along tracks and publishes where they are. */
export const positionSimulator: ServiceDefinition<SimulatorConfig> = {
  name: 'position-simulator',
  title: 'Fleetman position simulator',
  config: simulatorConfig,
  createModule: (config, host) => SimulatorModule.register(config, host),
};

export { FleetDriver } from './fleet-driver.ts';
export type { Noise } from './noise/noise.ts';

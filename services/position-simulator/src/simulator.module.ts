import {
  Module,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { ServiceHost } from '@fleetman/service-kit';
import type { SimulatorConfig } from './config.ts';
import { FleetDriver } from './fleet-driver.ts';
import { openFleetDriver } from './open-fleet-driver.ts';

/** The fleet, from the start of the service to its end. */
@Module({})
export class SimulatorModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(private readonly driver: FleetDriver) {}

  static register(config: SimulatorConfig, host: ServiceHost): DynamicModule {
    // Opened here and not in a factory: what Nest does not see it does not log with its own stack.
    const driver = openFleetDriver(config, host);
    return {
      module: SimulatorModule,
      providers: [{ provide: FleetDriver, useValue: driver }],
    };
  }

  onApplicationBootstrap(): void {
    this.driver.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.driver.close();
  }
}

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
    return {
      module: SimulatorModule,
      providers: [{ provide: FleetDriver, useFactory: () => openFleetDriver(config, host) }],
    };
  }

  onApplicationBootstrap(): void {
    this.driver.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.driver.close();
  }
}

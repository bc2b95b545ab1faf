import type { ServiceHost } from '@fleetman/service-kit';
import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ShareKeeper } from './access/share-keeper.ts';
import { TokenKeeper } from './access/token-keeper.ts';
import { AuditTrail } from './audit/audit-trail.ts';
import { RegistryWriter } from './changes/registry-writer.ts';
import { VersionBoard } from './changes/version-board.ts';
import type { RegistryConfig } from './config.ts';
import { DeviceKeeper } from './devices/device-keeper.ts';
import { KeyKeeper } from './devices/key-keeper.ts';
import { SignBoard } from './devices/sign-board.ts';
import { FleetKeeper } from './fleet/fleet-keeper.ts';
import { AccessController } from './http/access.controller.ts';
import { RegisteredFleetController } from './http/fleet.controller.ts';
import { ChangesController } from './http/changes.controller.ts';
import { DeviceQuestionsController } from './http/device-questions.controller.ts';
import { ArrivalsController } from './http/arrivals.controller.ts';
import { ProofsController } from './http/proofs.controller.ts';
import { PeopleController } from './http/people.controller.ts';
import { VehiclesController } from './http/vehicles.controller.ts';
import { openRegistry, type Registry } from './open-registry.ts';
import { ArrivalKeeper } from './people/arrival-keeper.ts';
import { LinkKeeper } from './people/link-keeper.ts';
import { PeopleKeeper } from './people/people-keeper.ts';

/** By what Nest knows all that is open. */
const opened = Symbol('Registry');

/** The registry, from the start of the service to its end. */
@Module({})
export class RegistryModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(@Inject(opened) private readonly registry: Registry) {}

  /** Opens the store. */
  static register(config: RegistryConfig, host: ServiceHost): DynamicModule {
    const registry = openRegistry(config, host);
    return {
      module: RegistryModule,
      controllers: [
        RegisteredFleetController,
        VehiclesController,
        PeopleController,
        AccessController,
        ChangesController,
        DeviceQuestionsController,
        ProofsController,
        ArrivalsController,
      ],
      providers: [
        { provide: opened, useValue: registry },
        { provide: FleetKeeper, useValue: registry.fleet },
        { provide: KeyKeeper, useValue: registry.keys },
        { provide: DeviceKeeper, useValue: registry.devices },
        { provide: SignBoard, useValue: registry.signs },
        { provide: PeopleKeeper, useValue: registry.people },
        { provide: LinkKeeper, useValue: registry.links },
        { provide: ArrivalKeeper, useValue: registry.arrivals },
        { provide: ShareKeeper, useValue: registry.shares },
        { provide: TokenKeeper, useValue: registry.tokens },
        { provide: AuditTrail, useValue: registry.audit },
        { provide: RegistryWriter, useValue: registry.writer },
        { provide: VersionBoard, useValue: registry.board },
      ],
    };
  }

  /** Requests that wait for a change would hold up the stop. */
  beforeApplicationShutdown(): void {
    this.registry.board.close();
  }

  onApplicationShutdown(): Promise<void> {
    return this.registry.close();
  }
}

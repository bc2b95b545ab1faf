import { openPositionQueue, type PositionQueue } from '@fleetman/messaging';
import type { ServiceHost } from '@fleetman/service-kit';
import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { ReceiverConfig } from './config.ts';
import { DeviceDoor } from './http/device-door.ts';
import { DevicesController } from './http/devices.controller.ts';
import { openReceiver, Receiver } from './open-receiver.ts';

/** The devices' door, from the start of the service to its end. */
@Module({})
export class ReceiverModule implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(Receiver) private readonly receiver: Receiver) {}

  /** `openQueue` is another one in tests only. */
  static register(
    config: ReceiverConfig,
    host: ServiceHost,
    openQueue: (config: ReceiverConfig, host: ServiceHost) => PositionQueue = openOwnQueue,
  ): DynamicModule {
    const receiver = openReceiver(config, host, openQueue);
    return {
      module: ReceiverModule,
      controllers: [DevicesController],
      providers: [
        { provide: Receiver, useValue: receiver },
        { provide: DeviceDoor, useValue: receiver.door },
      ],
    };
  }

  onModuleInit(): Promise<void> {
    return this.receiver.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.receiver.close();
  }
}

/** A message with more could be larger than the tracker reads, which is 1 MiB. */
const reportsPerMessage = 500;

function openOwnQueue(config: ReceiverConfig, { log, tracer }: ServiceHost): PositionQueue {
  const { QUEUE_URL, MESSAGE_FORMAT: format } = config;
  return openPositionQueue(QUEUE_URL, {
    log,
    tracer,
    format,
    publishTimeoutMs: config.PUBLISH_TIMEOUT,
    // A MapMessage holds one report.
    reportsPerMessage: format === 'json' ? reportsPerMessage : 1,
    partitions: config.QUEUE_PARTITIONS,
  });
}

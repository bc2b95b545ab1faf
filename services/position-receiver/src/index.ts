import type { ServiceDefinition } from '@fleetman/service-kit';
import { receiverConfig, type ReceiverConfig } from './config.ts';
import { takeKeyOut } from './http/device-address.ts';
import { ReceiverModule } from './receiver.module.ts';

/** Takes the reports of phones and trackers, and publishes them. */
export const positionReceiver: ServiceDefinition<ReceiverConfig> = {
  name: 'position-receiver',
  title: 'Fleetman position receiver',
  config: receiverConfig,
  isPublic: true,
  first: takeKeyOut,
  createModule: (config, host) => ReceiverModule.register(config, host),
};

export { Receiver } from './open-receiver.ts';
export { isDevicePath } from './http/device-address.ts';

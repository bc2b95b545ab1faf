import type { ServiceHost } from '@fleetman/service-kit';
import type { ReceiverConfig } from './config.ts';
import type { DeviceDirectory } from './directory/device-directory.ts';
import { FileDeviceDirectory } from './directory/file-device-directory.ts';
import { RegistryClient } from './registry/registry-client.ts';
import { RegistryDeviceDirectory } from './registry/registry-device-directory.ts';
import { unnoticed, type DeviceSignTaker } from './signs/device-signs.ts';
import { SignCollector } from './signs/sign-collector.ts';
import { SignSender } from './signs/sign-sender.ts';

/** Who is asked whose a key is, and told what devices do. */
export interface Fleet {
  readonly directory: DeviceDirectory;
  readonly signs: DeviceSignTaker;
  readonly close: () => void;
}

/**
 * Opens the registry that the settings name, or their file of devices, of which nobody wants to know more.
 *
 * @throws ConfigError if the file cannot be read.
 */
export function openFleet(config: ReceiverConfig, { log }: ServiceHost): Fleet {
  const { REGISTRY_URL, DEVICES_FILE = '' } = config;
  if (REGISTRY_URL === undefined) {
    const file = FileDeviceDirectory.open(DEVICES_FILE, { log });
    const close = (): void => {
      file.close();
    };
    return { directory: file, signs: unnoticed, close };
  }
  const client = new RegistryClient(REGISTRY_URL);
  const directory = new RegistryDeviceDirectory({ client, log });
  const signs = new SignCollector(() => new Date());
  const sender = new SignSender({ collector: signs, send: (given) => client.tell(given) });
  const close = (): void => {
    sender.close();
    directory.close();
  };
  return { directory, signs, close };
}

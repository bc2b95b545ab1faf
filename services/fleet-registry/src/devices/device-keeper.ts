import type { Device } from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import type { RegistryWriter } from '../changes/registry-writer.ts';
import type { RegistryStore } from '../store/registry-store.ts';

/** The most devices of a vehicle. */
const mostDevices = 50;

/** Knows which devices are in which vehicle. */
export class DeviceKeeper {
  readonly #store: RegistryStore;
  readonly #writer: RegistryWriter;

  constructor(store: RegistryStore, writer: RegistryWriter) {
    this.#store = store;
    this.#writer = writer;
  }

  /** The devices of a vehicle. */
  list(vehicle: string): Promise<Device[]> {
    return this.#store.list('device', { of: vehicle });
  }

  /**
   * Puts a device into a vehicle.
   *
   * @throws FleetmanError `vehicle-unknown`, or `conflict` if another vehicle has it: which one is not said,
   * since who asks may not be allowed to know.
   */
  put(device: Device, by: string): Promise<void> {
    const { id, vehicle } = device;
    return this.#writer.run(async () => {
      if (!(await this.#store.find('vehicle', vehicle))) {
        throw new FleetmanError('vehicle-unknown', `no vehicle has the id "${vehicle}"`);
      }
      await this.#checkFree(device);
      const devices = await this.list(vehicle);
      if (devices.some((known) => known.id === id)) return;
      if (devices.length >= mostDevices) {
        throw new FleetmanError('conflict', `a vehicle has at most ${mostDevices} devices`);
      }
      await this.#writer.commit([{ do: 'put', kind: 'device', id, of: vehicle, record: device }], {
        ...{ by, what: 'device-added', vehicle },
        detail: id,
      });
    });
  }

  /** Takes a device out of a vehicle. Nothing happens if it is not in it. */
  remove({ id, vehicle }: Device, by: string): Promise<void> {
    return this.#writer.run(async () => {
      const known = await this.#store.find('device', id);
      if (known?.vehicle !== vehicle) return;
      await this.#writer.commit([{ do: 'remove', kind: 'device', id }], {
        ...{ by, what: 'device-removed', vehicle },
        detail: id,
      });
    });
  }

  async #checkFree({ id, vehicle }: Device): Promise<void> {
    const holder = await this.#store.find('device', id);
    const namesake = id === vehicle ? undefined : await this.#store.find('vehicle', id);
    if ((holder === undefined || holder.vehicle === vehicle) && namesake === undefined) return;
    throw new FleetmanError('conflict', `"${id}" given, but another vehicle has this device or id`);
  }
}

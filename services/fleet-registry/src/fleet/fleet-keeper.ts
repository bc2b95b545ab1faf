import type {
  Device,
  Vehicle,
  VehicleChange,
  VehicleGroup,
  VehicleImport,
} from '@fleetman/contract/registry';
import { FleetmanError } from '@fleetman/service-kit';
import type { RegistryWriter } from '../changes/registry-writer.ts';
import type { RegistryChange, RegistryStore } from '../store/registry-store.ts';
import type { ImportPlan, KnownFleet } from './csv/plan-import.ts';
import { vehicleOf } from './vehicle-of.ts';

/** The most vehicles that a registry holds. */
const mostVehicles = 100_000;

/** Whether a vehicle's keys and its id as a device's name count hangs on its record. */
const keysToo = ['keys'] as const;

/** Keeps the records of vehicles. */
export class FleetKeeper {
  readonly #store: RegistryStore;
  readonly #writer: RegistryWriter;

  constructor(store: RegistryStore, writer: RegistryWriter) {
    this.#store = store;
    this.#writer = writer;
  }

  /** All vehicles, by id. */
  list(): Promise<Vehicle[]> {
    return this.#store.list('vehicle');
  }

  /** @throws FleetmanError `vehicle-unknown` */
  async find(id: string): Promise<Vehicle> {
    const vehicle = await this.#store.find('vehicle', id);
    if (!vehicle) throw new FleetmanError('vehicle-unknown', `no vehicle has the id "${id}"`);
    return vehicle;
  }

  /** The groups that vehicles name, with their numbers of vehicles that are not retired. */
  async groups(): Promise<VehicleGroup[]> {
    const groups = new Map<string, number>();
    for (const { group, retired } of await this.list()) {
      if (group === undefined) continue;
      groups.set(group, (groups.get(group) ?? 0) + (retired ? 0 : 1));
    }
    return [...groups]
      .map(([name, vehicles]) => ({ name, vehicles }))
      .sort((one, other) => one.name.localeCompare(other.name));
  }

  /** Makes the record of a vehicle, or another in its place. */
  put(id: string, change: VehicleChange, by: string): Promise<Vehicle> {
    return this.#writer.run(async () => {
      const known = await this.#store.find('vehicle', id);
      if (!known) await this.#checkNew(id);
      const vehicle = vehicleOf(id, change);
      const what = known ? 'vehicle-changed' : 'vehicle-created';
      await this.#writer.commit([putVehicle(vehicle)], { by, what, vehicle: id }, ...keysToo);
      return vehicle;
    });
  }

  /**
   * Makes or changes many vehicles, and puts devices into them, with one write: `plan` says which, knowing
   * who is in the fleet.
   */
  putAll(plan: (known: KnownFleet) => ImportPlan, by: string): Promise<VehicleImport> {
    return this.#writer.run(async () => {
      const [known, knownDevices] = await Promise.all([this.list(), this.#store.list('device')]);
      const { vehicles, devices, problems } = plan({ vehicles: known, devices: knownDevices });
      const ids = new Set(known.map(({ id }) => id));
      const imported = vehicles.filter(({ id }) => !ids.has(id)).length;
      const updated = vehicles.length - imported;
      if (ids.size + imported > mostVehicles) throw tooMany();
      if (vehicles.length > 0) {
        const deed = {
          by,
          what: 'vehicles-imported',
          detail: `${imported} new, ${updated} changed`,
        };
        const before = new Map(known.map((vehicle) => [vehicle.id, JSON.stringify(vehicle)]));
        const changed = vehicles.filter((it) => before.get(it.id) !== JSON.stringify(it));
        const changes = [...changed.map(putVehicle), ...devices.map(putDevice)];
        await this.#writer.commit(changes, deed, ...keysToo);
      }
      return { imported, updated, problems: [...problems] };
    });
  }

  /** Forgets a vehicle with its keys, devices and shares. Nothing happens if there is none. */
  forget(id: string, by: string): Promise<void> {
    return this.#writer.run(async () => {
      // First what lets in: whatever fails then, nobody reports for it or sees it any more.
      const changes: RegistryChange[] = [
        { do: 'remove-of', kind: 'key', of: id },
        { do: 'remove-of', kind: 'share', of: id },
        { do: 'remove-of', kind: 'device', of: id },
        { do: 'remove-of', kind: 'use', of: id },
        { do: 'remove', kind: 'vehicle', id },
      ];
      await this.#writer.commit(changes, { by, what: 'vehicle-forgotten', vehicle: id });
    });
  }

  async #checkNew(id: string): Promise<void> {
    if ((await this.#store.list('vehicle')).length >= mostVehicles) throw tooMany();
    const device = await this.#store.find('device', id);
    if (device)
      throw new FleetmanError('conflict', `"${id}" given, but a vehicle has a device of this name`);
  }
}

function putVehicle(record: Vehicle): RegistryChange {
  return { do: 'put', kind: 'vehicle', id: record.id, record };
}

function putDevice(record: Device): RegistryChange {
  return { do: 'put', kind: 'device', id: record.id, of: record.vehicle, record };
}

function tooMany(): FleetmanError {
  return new FleetmanError('conflict', `the registry holds at most ${mostVehicles} vehicles`);
}

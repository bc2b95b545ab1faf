import type {
  DeviceReport,
  DeviceSigns,
  DeviceTrouble,
  Knock,
  Listening,
} from '@fleetman/contract/registry';

/** What is kept: knocks of all, and of each vehicle that showed a sign lately a few of each kind. */
const most = { knocks: 200, vehicles: 10_000, reports: 5, troubles: 10 } as const;

/** Since when somebody hears who does not say it. */
const listeningMs = 15 * 60_000;

interface VehicleSigns {
  /** The oldest first. */
  readonly reports: readonly DeviceReport[];
  readonly troubles: readonly DeviceTrouble[];
}

/** What devices did lately, in memory: for people who set one up and want to know whether it works. */
export class SignBoard {
  readonly #now: () => Date;
  /** The newest first. */
  #knocks: readonly Knock[] = [];
  /** The vehicle with the oldest news first. */
  readonly #vehicles = new Map<string, VehicleSigns>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Keeps what a receiver has noticed. */
  add({ knocks, troubles, reports }: DeviceSigns): void {
    this.#knocks = [...knocks.toReversed(), ...this.#knocks].slice(0, most.knocks);
    for (const { vehicle, ...trouble } of troubles) {
      const { reports: kept, troubles: older } = this.#signsOf(vehicle);
      this.#keep(vehicle, { reports: kept, troubles: [...older, trouble].slice(-most.troubles) });
    }
    for (const { vehicle, ...report } of reports) {
      const { reports: older, troubles: kept } = this.#signsOf(vehicle);
      this.#keep(vehicle, { reports: [...older, report].slice(-most.reports), troubles: kept });
    }
  }

  /** Who was not let in, the newest first. */
  get knocks(): readonly Knock[] {
    return this.#knocks;
  }

  /**
   * What a vehicle's devices did since a time; without one in the last 15 minutes. Who came with a key, or as a
   * device, that nobody has may be the device that is waited for, so that it is named as well.
   */
  listening(vehicle: string, given?: string): Listening {
    const since = given ?? new Date(this.#now().getTime() - listeningMs).toISOString();
    const { reports, troubles } = this.#signsOf(vehicle);
    const first = reports.find(({ receivedAt }) => receivedAt >= since);
    const recent = [...troubles, ...this.#troublesOfStrangers()]
      .filter(({ at }) => at >= since)
      .sort((one, other) => other.at.localeCompare(one.at))
      .slice(0, most.troubles);
    return { ...(first && { first }), troubles: recent };
  }

  /** A device that nobody had is a vehicle's now: it knocks no more. */
  admit(device: string): void {
    this.#knocks = this.#knocks.filter((knock) => knock.device !== device);
  }

  /** Keeps nothing more of a vehicle. */
  forget(vehicle: string): void {
    this.#vehicles.delete(vehicle);
  }

  #troublesOfStrangers(): DeviceTrouble[] {
    return this.#knocks
      .filter(({ why }) => why !== 'unknown-app')
      .map(({ at, app, address, why, device = address }) =>
        why === 'unknown-device'
          ? { at, app, what: why, detail: device }
          : { at, app, what: 'wrong-key', detail: address },
      );
  }

  #signsOf(vehicle: string): VehicleSigns {
    return this.#vehicles.get(vehicle) ?? { reports: [], troubles: [] };
  }

  #keep(vehicle: string, signs: VehicleSigns): void {
    this.#vehicles.delete(vehicle);
    this.#vehicles.set(vehicle, signs);
    const [oldest] = this.#vehicles.keys();
    if (this.#vehicles.size > most.vehicles && oldest !== undefined) this.#vehicles.delete(oldest);
  }
}

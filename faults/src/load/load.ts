import { seededRandom } from '@fleetman/toolkit';
import type { Device } from '../devices/device.ts';
import type { RunLog } from '../log/run-log.ts';
import type { Fleet } from './fleet.ts';
import { devicesOf } from './devices-of.ts';
import { Page } from './page.ts';
import { Questions } from './questions.ts';
import { Reporter } from './reporter.ts';
import { Sightings } from './sightings.ts';

/** A device makes one report while others make so many: phones report once a second at most. */
const slowness = 5;

const codecs = ['frames', 'json', 'frames', 'json'] as const;

/** Where the load goes, and what it is made of. */
export interface LoadOptions {
  readonly publishUrl: string;
  readonly gatewayUrl: string;
  readonly devicesUrl: string;
  readonly teltonikaUrl: string;
  readonly fleet: Fleet;
  readonly seed: string;
  readonly log: RunLog;
  /** Whether every vehicle but the first delivers by a device. */
  readonly isDevicesOnly: boolean;
}

/** Everyone who uses the fleet: vehicles that report, front ends that ask, and open pages. */
export class Load {
  readonly reporter: Reporter;
  readonly pages: readonly Page[];
  readonly #options: LoadOptions;
  readonly #sightings: Sightings;
  readonly #devices: readonly Device[];
  #questions: Questions | undefined;

  /** The vehicles report and the pages are open from now on. */
  constructor(options: LoadOptions) {
    const { publishUrl: url, gatewayUrl, fleet, log } = options;
    const isOurs = (vehicle: string) => fleet.owns(vehicle);
    this.#options = options;
    this.#sightings = new Sightings(log, isOurs);
    const devices = devicesOf(options);
    this.#devices = [...devices.values()];
    this.reporter = new Reporter({
      url,
      fleet,
      log,
      devices,
      deviceSlowness: options.isDevicesOnly ? 1 : slowness,
    });
    this.pages = codecs.map((codec, index) => {
      const page = { url: gatewayUrl, number: index + 1, codec, isOurs };
      return new Page(page, log, this.#sightings);
    });
  }

  /** Front ends ask from now on: to be called when all vehicles are known. */
  ask(): void {
    const { gatewayUrl, fleet, seed, log } = this.#options;
    const random = seededRandom(`${seed} questions`);
    const vehicle = () => fleet.at(Math.floor(random() * fleet.size), 0).vehicle;
    this.#questions = new Questions(gatewayUrl, vehicle, log, this.#sightings);
  }

  /** Resolves when every request of front ends and devices is answered; meanwhile there are no new ones. */
  async answered(): Promise<void> {
    const asking = [this.#questions, ...this.#devices].filter((one) => one !== undefined);
    await Promise.all(asking.map((one) => one.hold()));
    for (const one of asking) one.goOn();
  }

  /** No more reports and questions; resolves when those that were made are confirmed, or given up after so long. */
  async quieten(patienceMs: number): Promise<void> {
    await this.reporter.close(patienceMs);
    await this.#questions?.close();
    this.#questions = undefined;
  }

  async close(): Promise<void> {
    await this.quieten(0);
    for (const page of this.pages) page.close();
  }
}

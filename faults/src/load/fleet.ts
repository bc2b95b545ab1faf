import { seededRandom } from '@fleetman/toolkit';
import type { LoggedFix } from '../log/log-event.ts';

const vehicleCount = 40;

/** Degrees of latitude a second, at most: 15 m/s, so that no fix is taken for standing or a jump. */
const fastest = 15 / 111_000;

/** One vehicle: it drives straight on, so that its place follows from the time. */
interface Vehicle {
  readonly name: string;
  readonly start: { readonly lat: number; readonly lng: number };
  /** Degrees a second. */
  readonly speed: { readonly lat: number; readonly lng: number };
}

/** The names of a run's vehicles. */
export function vehiclesOf(run: string): readonly string[] {
  return Array.from({ length: vehicleCount }, (_, index) => `${run}-${index}`);
}

/** The vehicles of a run, the same for the same seed. Their names begin with the run's. */
export class Fleet {
  readonly run: string;
  readonly #vehicles: readonly Vehicle[];
  readonly #begin: number;

  /** `begin`: milliseconds since 1970 at which each vehicle is where it starts. */
  constructor(run: string, seed: string, begin: number) {
    const random = seededRandom(`${seed} fleet`);
    this.run = run;
    this.#begin = begin;
    this.#vehicles = vehiclesOf(run).map((name) => ({
      name,
      start: { lat: random() * 100 - 50, lng: random() * 300 - 150 },
      speed: { lat: fastest * (0.5 + random() / 2), lng: fastest * (random() - 0.5) },
    }));
  }

  get size(): number {
    return this.#vehicles.length;
  }

  /** Whether a vehicle of this name is of this run. */
  owns(vehicle: string): boolean {
    return vehicle.startsWith(`${this.run}-`);
  }

  /** Where vehicle `index` is at a time by its own clock, which is ahead by `aheadMs`. */
  at(index: number, time: number, aheadMs = 0): LoggedFix {
    const vehicle = this.#vehicles[index % vehicleCount];
    if (!vehicle) throw new Error(`there is no vehicle ${index}`);
    const seconds = (time - aheadMs - this.#begin) / 1_000;
    return {
      vehicle: vehicle.name,
      time,
      lat: roundPlace(vehicle.start.lat + vehicle.speed.lat * seconds),
      lng: roundPlace(vehicle.start.lng + vehicle.speed.lng * seconds),
    };
  }
}

/** A centimetre: nothing on the way rounds that. */
function roundPlace(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

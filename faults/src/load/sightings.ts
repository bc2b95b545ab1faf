import type { RunLog } from '../log/run-log.ts';

/** Writes down each fix of the run's own vehicles that was answered, once. */
export class Sightings {
  readonly #seen = new Set<string>();
  readonly #log: RunLog;
  readonly #isOurs: (vehicle: string) => boolean;

  constructor(log: RunLog, isOurs: (vehicle: string) => boolean) {
    this.#log = log;
    this.#isOurs = isOurs;
  }

  /** `time`: milliseconds since 1970. */
  see(by: string, vehicle: string, time: number): void {
    const key = `${vehicle} ${time}`;
    if (!this.#isOurs(vehicle) || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#log.write({ kind: 'answered', by, vehicle, time, at: Date.now() });
  }
}

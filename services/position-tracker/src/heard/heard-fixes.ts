import { pickAnswered, type VehiclePosition } from '@fleetman/contract';
import type { Fix } from '../fixes/fix.ts';
import { metresASecond } from '../fixes/units.ts';

/** A heard position is shown for so long; the store has read the fixes behind it by then. */
const shownMs = 10_000;

/** What was heard of a vehicle; without a fix once that was forgotten. */
interface Heard {
  readonly fix: Fix | undefined;
  /** When it was heard or forgotten, by a clock that never goes back. */
  readonly at: number;
  readonly version: number;
}

/**
 * The newest position of each vehicle that other trackers have announced lately. Anybody who may publish
 * can forge one: it is written nowhere and dies after 10 s.
 */
export class HeardFixes {
  readonly #heard = new Map<string, Heard>();
  readonly #max: number;
  readonly #clock: () => number;
  #version = 0;
  #nextLook = 0;

  /**
   * @param max vehicles that are held.
   * @param clock milliseconds that never go back.
   */
  constructor(max: number, clock: () => number) {
    this.#max = max;
    this.#clock = clock;
  }

  /** Counts up when a fix was heard or forgotten. */
  get version(): number {
    this.#forget();
    return this.#version;
  }

  hear(positions: readonly VehiclePosition[]): void {
    const at = this.#clock();
    for (const position of positions) {
      const { name } = position;
      const fix = fixOf(position);
      const known = this.#heard.get(name);
      if (known?.fix && known.fix.time >= fix.time) continue;
      if (!known && this.#heard.size >= this.#max) continue;
      // Entered anew, so that the oldest come first.
      this.#heard.delete(name);
      this.#heard.set(name, { fix, at, version: (this.#version += 1) });
    }
  }

  /** What was heard of a vehicle counts no longer. */
  forget(vehicle: string): void {
    if (!this.#heard.delete(vehicle)) return;
    const at = this.#clock();
    this.#heard.set(vehicle, { fix: undefined, at, version: (this.#version += 1) });
  }

  /** What was heard of a vehicle in the last 10 s. */
  fixOf(vehicle: string): Fix | undefined {
    this.#forget();
    return this.#heard.get(vehicle)?.fix;
  }

  /** The vehicles of which something was heard or forgotten after a version. */
  changedAfter(version: number): string[] {
    this.#forget();
    const changed: string[] = [];
    for (const [vehicle, heard] of this.#heard) if (heard.version > version) changed.push(vehicle);
    return changed;
  }

  /** Forgets what is too old, and a while later that it did. Looks once in a second. */
  #forget(): void {
    const now = this.#clock();
    if (now < this.#nextLook) return;
    this.#nextLook = now + 1_000;
    for (const [vehicle, { fix, at }] of [...this.#heard]) {
      if (now - at < shownMs) break;
      this.#heard.delete(vehicle);
      if (fix) this.#heard.set(vehicle, { fix: undefined, at: now, version: (this.#version += 1) });
    }
  }
}

/** The fix that a position states: speed and heading as if the device had measured them. */
function fixOf(position: VehiclePosition): Fix {
  const { lat, longitude: lng, timestamp, speed, heading, ...measured } = position;
  return {
    time: new Date(timestamp),
    lat,
    lng,
    ...(speed !== null && { speed: metresASecond(speed) }),
    ...(heading !== null && { heading }),
    ...pickAnswered(measured),
  };
}

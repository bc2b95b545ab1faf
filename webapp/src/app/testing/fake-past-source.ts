import type { Vehicle } from '../vehicle/vehicle';
import {
  PastNotSupported,
  PastSource,
  type FrameQuery,
  type PastFleet,
  type Reach,
} from '../history/time-machine/past-source';

/** A past as a test says: one vehicle on its way, or whatever `vehiclesAt` answers. */
export class FakePastSource extends PastSource {
  /** What was asked for, oldest first: `at <ms>`, or `from <ms> to <ms> by <ms>`. */
  readonly asked: string[] = [];
  isAway = false;
  isSupported = true;
  /** Answers only when {@link answer} is called. */
  isSlow = false;
  extent: Reach | undefined = { oldest: 0, newest: Number.MAX_SAFE_INTEGER };
  readonly #open: (() => void)[] = [];

  /** The fleet at a time; by default one vehicle that drives north by 1e-5 degrees a second. */
  vehiclesAt(at: number): readonly Vehicle[] {
    const lat = ((at / 1_000) % 1e6) * 1e-5;
    return [{ name: 'City Truck', lat, lng: -71.25, time: at, speedMph: 24.5, heading: 0 }];
  }

  override async reach(signal: AbortSignal): Promise<Reach | undefined> {
    await this.#wait(signal);
    return this.extent;
  }

  override async fleetAt(at: number, signal: AbortSignal): Promise<PastFleet> {
    this.asked.push(`at ${at}`);
    await this.#wait(signal);
    return { at, vehicles: this.vehiclesAt(at) };
  }

  override async frames(query: FrameQuery, signal: AbortSignal): Promise<readonly PastFleet[]> {
    const { from, to, stepMs } = query;
    this.asked.push(`from ${from} to ${to} by ${stepMs}`);
    await this.#wait(signal);
    const count = Math.floor((to - from) / stepMs) + 1;
    return Array.from({ length: count }, (_, index) => {
      const at = from + index * stepMs;
      return { at, vehicles: this.vehiclesAt(at) };
    });
  }

  /** Answers what a slow source was asked for. */
  answer(): void {
    for (const settle of this.#open.splice(0)) settle();
  }

  async #wait(signal: AbortSignal): Promise<void> {
    if (!this.isSupported) throw new PastNotSupported();
    if (this.isAway) throw new Error('the gateway answered 503');
    if (this.isSlow) await new Promise<void>((resolve) => this.#open.push(resolve));
    signal.throwIfAborted();
  }
}

/** A fix that was ahead of now counts so much later at most, in milliseconds. */
const lookEveryMs = 1_000;

/**
 * The vehicles that have fixes ahead of now: what is said of them changes by time alone. Held: one number
 * a vehicle.
 */
export class AheadVehicles {
  readonly #newestOf = new Map<string, number>();
  #nextLook = -Infinity;

  /** Notes the time of a vehicle's newest fix, if it is ahead of `now`; both in milliseconds. */
  note(vehicle: string, newest: number, now: number): void {
    if (newest > now) this.#newestOf.set(vehicle, newest);
  }

  /** Those of which a fix may have come to count since the last look; none within a second of it. */
  take(now: number): readonly string[] {
    // A clock that was set back looks again at once.
    if (now < this.#nextLook && now >= this.#nextLook - lookEveryMs) return [];
    this.#nextLook = now + lookEveryMs;
    const vehicles = [...this.#newestOf.keys()];
    for (const [vehicle, newest] of this.#newestOf) {
      if (newest <= now) this.#newestOf.delete(vehicle);
    }
    return vehicles;
  }
}

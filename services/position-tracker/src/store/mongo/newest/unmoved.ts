/**
 * The vehicles whose documents may lack fixes that are in `positions`, and since when. There are at most
 * as many as vehicles: this is all that waits to be written.
 */
export class Unmoved {
  #waiting = new Map<string, number>();
  readonly #underWay = new Set<ReadonlyMap<string, number>>();

  /** How many vehicles wait to be written. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Before this time, in milliseconds, nothing was inserted that is not moved; Infinity if all is. */
  get oldest(): number {
    let oldest = Infinity;
    for (const vehicles of [this.#waiting, ...this.#underWay]) {
      for (const since of vehicles.values()) oldest = Math.min(oldest, since);
    }
    return oldest;
  }

  has(vehicle: string): boolean {
    return this.#waiting.has(vehicle) || [...this.#underWay].some((some) => some.has(vehicle));
  }

  /** @param since when the insert of its fixes began. */
  add(vehicle: string, since: number): void {
    this.#waiting.set(vehicle, Math.min(this.#waiting.get(vehicle) ?? Infinity, since));
  }

  /** Takes up to `count`, who wait longest first, writes them, and puts them back if that fails. */
  async take(count: number, write: (vehicles: readonly string[]) => Promise<void>): Promise<void> {
    const taken = new Map([...this.#waiting].slice(0, count));
    for (const vehicle of taken.keys()) this.#waiting.delete(vehicle);
    this.#underWay.add(taken);
    try {
      await write([...taken.keys()]);
    } catch (error) {
      const later = this.#waiting;
      this.#waiting = new Map(taken);
      for (const [vehicle, since] of later) this.add(vehicle, since);
      throw error;
    } finally {
      this.#underWay.delete(taken);
    }
  }
}

import type { PositionReport } from '@fleetman/contract';

/** Reports in their order, of a bounded number: what is too much pushes out the oldest. */
export class ReportBuffer {
  readonly #capacity: number;
  #reports: PositionReport[] = [];
  /** Before this, reports were taken already; they are cut off now and then, not one by one. */
  #start = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#reports.length - this.#start;
  }

  /** Adds reports behind the others; returns how many of the oldest had to go. */
  add(reports: readonly PositionReport[]): number {
    for (const report of reports) this.#reports.push(report);
    const dropped = Math.max(0, this.size - this.#capacity);
    this.#start += dropped;
    this.#cut();
    return dropped;
  }

  /** Removes and returns the oldest reports, at most `most` of them. */
  take(most: number): readonly PositionReport[] {
    const taken = this.#reports.slice(this.#start, this.#start + most);
    this.#start += taken.length;
    this.#cut();
    return taken;
  }

  #cut(): void {
    if (this.#start * 2 < this.#reports.length) return;
    this.#reports = this.#reports.slice(this.#start);
    this.#start = 0;
  }
}

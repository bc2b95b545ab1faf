import type { ReportColumns } from './fleet-table';

/** How long a delay counts. */
const windowMs = 1_000;
/** More than these of one update would only cost time: their median hardly differs. */
const mostPerUpdate = 64;

interface Delay {
  readonly heardAt: number;
  readonly ms: number;
}

/** How old reports are when they come: the time from a vehicle's report to the screen. */
export class DelayMeter {
  readonly #delays: Delay[] = [];

  /** Reports that have come at `now`, by the fleet's clock. */
  hear({ count, times }: ReportColumns, now: number): void {
    if (count === 0) return;
    const step = Math.ceil(count / mostPerUpdate);
    const ages: number[] = [];
    for (let index = 0; index < count; index += step) ages.push(now - (times[index] ?? now));
    this.#forget(now);
    this.#delays.push({ heardAt: now, ms: median(ages) });
  }

  /** The median over the updates of the last second; `undefined` where there was none. */
  read(now: number): number | undefined {
    this.#forget(now);
    if (this.#delays.length === 0) return undefined;
    // A vehicle's clock may be ahead of the gateway's.
    return Math.max(0, median(this.#delays.map(({ ms }) => ms)));
  }

  #forget(now: number): void {
    const recent = this.#delays.findIndex(({ heardAt }) => now - heardAt <= windowMs);
    this.#delays.splice(0, recent < 0 ? this.#delays.length : recent);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

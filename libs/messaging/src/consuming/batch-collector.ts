import type { BatchLimits } from '../position-queue.ts';
import type { Delivery } from './delivery.ts';

interface Waiting {
  readonly delivery: Delivery;
  readonly since: number;
}

/** Gathers deliveries until they fill a batch or the oldest has waited long enough. */
export class BatchCollector {
  readonly #limits: BatchLimits;
  readonly #now: () => number;
  #waiting: Waiting[] = [];
  #reports = 0;
  #bytes = 0;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(limits: BatchLimits, now = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Never refuses: the broker's prefetch bounds how many deliveries wait here. */
  add(delivery: Delivery): void {
    if (this.#closed) return;
    this.#waiting.push({ delivery, since: this.#now() });
    this.#reports += delivery.reports.length;
    this.#bytes += delivery.bytes;
    // In between, the first one's timer is running and there is nothing new to decide.
    if (this.#waiting.length === 1 || this.#isFull()) this.#wake();
  }

  /** The next batch, oldest first; empty once the collector is closed. For one caller at a time. */
  async next(): Promise<readonly Delivery[]> {
    while (!this.#closed && !this.#isFull() && !this.#isOld()) await this.#change();
    return this.#take();
  }

  /** Forgets what has not been taken. */
  close(): void {
    this.#closed = true;
    this.#waiting = [];
    this.#wake();
  }

  #isFull(): boolean {
    const { maxReports, maxBytes, prefetch } = this.#limits;
    // With the whole prefetch in hand the broker sends nothing more: waiting would be in vain.
    return (
      this.#reports >= maxReports || this.#bytes >= maxBytes || this.#waiting.length >= prefetch
    );
  }

  #isOld(): boolean {
    const oldest = this.#waiting[0];
    return oldest !== undefined && this.#now() - oldest.since >= this.#limits.maxAgeMs;
  }

  #restOf({ since }: Waiting): number {
    return Math.max(0, since + this.#limits.maxAgeMs - this.#now());
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const oldest = this.#waiting[0];
      const timer = oldest && setTimeout(resolve, this.#restOf(oldest));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #take(): readonly Delivery[] {
    const batch: Delivery[] = [];
    let [reports, bytes] = [0, 0];
    for (const { delivery } of this.#waiting) {
      if (reports >= this.#limits.maxReports || bytes >= this.#limits.maxBytes) break;
      batch.push(delivery);
      reports += delivery.reports.length;
      bytes += delivery.bytes;
    }
    this.#waiting.splice(0, batch.length);
    this.#reports -= reports;
    this.#bytes -= bytes;
    return batch;
  }
}

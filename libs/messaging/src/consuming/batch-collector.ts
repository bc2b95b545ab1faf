import type { BatchLimits } from '../position-queue.ts';
import type { Delivery } from './delivery.ts';

/**
 * Gathers deliveries while a batch is being stored. Nothing waits for company: the next batch is what is
 * there when it is asked for, so that batches grow with the backlog, up to their limits.
 */
export class BatchCollector {
  readonly #limits: Pick<BatchLimits, 'maxReports' | 'maxBytes'>;
  #waiting: Delivery[] = [];
  #closed = false;
  #sealed = false;
  #wake: () => void = () => undefined;

  constructor(limits: Pick<BatchLimits, 'maxReports' | 'maxBytes'>) {
    this.#limits = limits;
  }

  /** Never refuses: the broker's prefetch bounds how many deliveries wait here. */
  add(delivery: Delivery): void {
    if (this.#closed || this.#sealed) return;
    this.#waiting.push(delivery);
    if (this.#waiting.length === 1) this.#wake();
  }

  /** The next batch, oldest first, a suspect alone; empty once the collector is closed, or sealed and empty. For one caller at a time. */
  async next(): Promise<readonly Delivery[]> {
    while (!this.#closed && !this.#sealed && this.#waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#waiting.splice(0, this.#sizeOfNext());
  }

  /** Takes nothing more; what is there is still handed out. */
  seal(): void {
    this.#sealed = true;
    this.#wake();
  }

  /** Forgets what has not been taken. */
  close(): void {
    this.#closed = true;
    this.#waiting = [];
    this.#wake();
  }

  #sizeOfNext(): number {
    const { maxReports, maxBytes } = this.#limits;
    let [size, reports, bytes] = [0, 0, 0];
    for (const delivery of this.#waiting) {
      if (delivery.suspect) return Math.max(size, 1);
      if (reports >= maxReports || bytes >= maxBytes) break;
      size += 1;
      reports += delivery.parts;
      bytes += delivery.bytes;
    }
    return size;
  }
}

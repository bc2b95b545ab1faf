import type { DeviceSigns } from '@fleetman/contract/registry';
import type { SignCollector } from './sign-collector.ts';

/** How often it is looked whether there is something to say, in milliseconds. */
const intervalMs = 500;

/** What a sender works with. */
export interface SignSenderOptions {
  readonly collector: SignCollector;
  readonly send: (signs: DeviceSigns) => Promise<void>;
  readonly intervalMs?: number;
}

/**
 * Passes on what was collected, in one message at a time. What cannot be passed on is lost: it is for people
 * who look now.
 */
export class SignSender {
  readonly #options: SignSenderOptions;
  readonly #timer: NodeJS.Timeout;
  #isSending = false;

  constructor(options: SignSenderOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.send(), options.intervalMs ?? intervalMs);
    this.#timer.unref();
  }

  /** Passes on what there is, unless that is being done. Never rejects. */
  async send(): Promise<void> {
    if (this.#isSending) return;
    const signs = this.#options.collector.take();
    if (!signs) return;
    this.#isSending = true;
    try {
      await this.#options.send(signs);
    } catch {
      // The directory says that the registry is away, and in readiness why.
    } finally {
      this.#isSending = false;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

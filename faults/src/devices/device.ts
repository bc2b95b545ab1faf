import { pause } from '@fleetman/toolkit';
import type { LoggedFix } from '../log/log-event.ts';
import type { DeviceApp } from './device-app.ts';

/** How often a device that is held looks whether it may go on, in milliseconds. */
const lookEveryMs = 20;

/** After a no it waits for so long; apps take some seconds, which a run does not have. */
const retryMs = 300;

/**
 * A device with what it has to deliver, the oldest first. It deletes a fix when it was told yes, and sends it again
 * until then.
 */
export class Device {
  readonly #app: DeviceApp;
  readonly #onYes: (fix: LoggedFix) => void;
  readonly #closing = new AbortController();
  #waiting: LoggedFix[] = [];
  #delivering: Promise<void> | undefined;
  #inHand: Promise<boolean> | undefined;
  #isHeld = false;

  constructor(app: DeviceApp, onYes: (fix: LoggedFix) => void) {
    this.#app = app;
    this.#onYes = onYes;
  }

  /** How many fixes it keeps. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Keeps a fix until it was told yes for it. */
  keep(fix: LoggedFix): void {
    this.#waiting.push(fix);
    this.#delivering ??= this.#deliver().finally(() => (this.#delivering = undefined));
  }

  /** Delivers nothing until {@link goOn}; resolves when the request in hand is answered. */
  async hold(): Promise<void> {
    this.#isHeld = true;
    await this.#inHand;
  }

  goOn(): void {
    this.#isHeld = false;
  }

  /** Ends when the request in hand is answered. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#app.close();
    await this.#delivering;
  }

  async #deliver(): Promise<void> {
    const { signal } = this.#closing;
    while (this.#waiting.length > 0 && !signal.aborted) {
      if (this.#isHeld) {
        await pause(lookEveryMs, signal);
        continue;
      }
      const next = this.#waiting.slice(0, this.#app.atOnce);
      this.#inHand = this.#app.deliver(next);
      if (await this.#inHand) {
        this.#waiting = this.#waiting.slice(next.length);
        for (const fix of next) this.#onYes(fix);
      } else await pause(retryMs, signal);
    }
  }
}

import type { FrameShown } from '@fleetman/contract';

/**
 * Ends traces: says when a frame is on the screen that the gateway has asked about. While it asks about
 * none, as nearly always, it does nothing.
 */
export class ShownFrames {
  readonly #send: (shown: FrameShown) => void;
  #trace: string | undefined;

  constructor(send: (shown: FrameShown) => void) {
    this.#send = send;
  }

  /** The gateway asks about the next frame. */
  ask(trace: string): void {
    this.#trace = trace;
  }

  /** A frame has come at this time of `performance.now()`, and is taken over. */
  arrived(at: number): void {
    const trace = this.#trace;
    if (trace === undefined) return;
    this.#trace = undefined;
    requestAnimationFrame(() => {
      // What is drawn in this turn is on the screen before the next task.
      setTimeout(() => {
        this.#send({ trace, tookMs: performance.now() - at });
      });
    });
  }
}

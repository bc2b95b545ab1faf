/** A frame sooner than this is the next one that the browser has. */
const nextFrameMs = 20;
/** Timers come late rather than early; the browser's frame rounds it up. */
const timerEarlyMs = 8;

/** Asks for frames only as long as there is something to draw in them, and no more than are seen. */
export class FrameLoop {
  readonly #draw: () => number | undefined;
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `draw` draws one frame, and answers after how many milliseconds one will look different. */
  constructor(draw: () => number | undefined) {
    this.#draw = draw;
  }

  /** Has a frame drawn soon. A hidden tab gets it when it is shown again. */
  request(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      const next = this.#draw();
      if (next !== undefined) this.requestIn(next);
    });
  }

  /** Has a frame drawn in so many milliseconds, if there is none before. */
  requestIn(ms: number): void {
    if (this.#frame !== undefined || this.#timer !== undefined) return;
    if (ms < nextFrameMs) this.request();
    else {
      this.#timer = setTimeout(() => {
        this.request();
      }, ms - timerEarlyMs);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    [this.#frame, this.#timer] = [undefined, undefined];
  }
}

/** Asks for frames only as long as there is something to draw in them. */
export class FrameLoop {
  readonly #draw: () => boolean;
  #frame: number | undefined;

  /** `draw` draws one frame, and answers whether the next one will look different. */
  constructor(draw: () => boolean) {
    this.#draw = draw;
  }

  /** Has a frame drawn soon. A hidden tab gets it when it is shown again. */
  request(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#draw()) this.request();
    });
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}

/** What a map needs so that it can be drawn coarser for a while. MapLibre's map is one. */
export interface SharpMap {
  isMoving(): boolean;
  /** Ends what a hand is doing with the map. */
  stop(): unknown;
  /** How many pixels are drawn for a CSS pixel; `null`: as many as the screen has. */
  setPixelRatio(ratio: number | null): unknown;
  /** Draws at once. */
  redraw(): unknown;
}

/** A map whose frames take longer does not follow the hand; so much of its sharpness it is left. */
const steps = [
  { slowMs: 60, share: 0.6 },
  { slowMs: 80, share: 0.45 },
] as const;
/** A hand that has not moved the map for so long rests. */
const restMs = 400;
/** How much the newest frame counts: three slow ones are enough, a single one is not. */
const newestWeight = 0.3;
const longestFrameMs = 150;

/**
 * Has a map that is dragged or zoomed drawn with fewer pixels where the machine cannot keep up, as
 * without a graphics card: what moves is blurred to the eye anyway. A map that rests is always sharp.
 */
export class GestureSharpness {
  readonly #map: SharpMap;
  readonly #now: () => number;
  #movedAt = -Infinity;
  #frameMs = 0;
  /** How many of the steps were taken. */
  #taken = 0;
  #isSetting = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** `now`: milliseconds on a clock that never goes back. */
  constructor(map: SharpMap, now: () => number = () => performance.now()) {
    this.#map = map;
    this.#now = now;
  }

  /** The map shows something else, and will be drawn in this frame. To be called before it is drawn. */
  moved(): void {
    // To change the sharpness tells of a movement too; so does who puts the map elsewhere at once.
    if (this.#isSetting || !this.#map.isMoving()) return;
    this.#measure();
    const step = steps[this.#taken];
    if (step && this.#frameMs > step.slowMs) {
      this.#taken += 1;
      // What was slow before this step says nothing of the next one.
      this.#frameMs = steps[0].slowMs;
      this.#set(step.share * globalThis.devicePixelRatio);
    }
    if (this.#taken === 0) return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#sharpen();
    }, restMs);
  }

  close(): void {
    clearTimeout(this.#rest);
  }

  #measure(): void {
    const now = this.#now();
    const frameMs = now - this.#movedAt;
    this.#movedAt = now;
    if (frameMs > restMs) return;
    this.#frameMs += newestWeight * (Math.min(frameMs, longestFrameMs) - this.#frameMs);
  }

  #sharpen(): void {
    this.#taken = 0;
    this.#set(null);
    // Else the browser might show the emptied canvas first.
    this.#map.redraw();
  }

  #set(ratio: number | null): void {
    const map = this.#map;
    const stop = map.stop.bind(map);
    this.#isSetting = true;
    // A map that gets other pixels would take them for another size, and stop.
    map.stop = () => undefined;
    try {
      map.setPixelRatio(ratio);
    } finally {
      map.stop = stop;
      this.#isSetting = false;
    }
  }
}

import type { PastFleet, PastSource } from './past-source';

/** How many frames one request asks for. */
const mostFrames = 60;
/** A frame of a large fleet is long: so many vehicles in all frames of one request. */
const mostPlaces = 60_000;

/** What is played: from when, how far apart the frames are, and how many vehicles to expect. */
export interface FrameBufferOptions {
  readonly source: PastSource;
  readonly from: number;
  readonly stepMs: number;
  readonly vehicles: number;
  /** The newest time that may be asked for. */
  readonly end: () => number;
}

/**
 * The frames that are played next, loaded in chunks ahead of the one that is shown. It holds two
 * chunks at most: the one that is played and the next.
 */
export class FrameBuffer {
  readonly #options: FrameBufferOptions;
  readonly #perChunk: number;
  readonly #closed = new AbortController();
  #frames: PastFleet[] = [];
  #nextFrom: number;
  #isLoading = false;

  constructor(options: FrameBufferOptions) {
    this.#options = options;
    const fitting = Math.floor(mostPlaces / Math.max(1, options.vehicles));
    this.#perChunk = Math.min(mostFrames, Math.max(2, fitting));
    this.#nextFrom = options.from;
  }

  /** The time of the last frame that has come; `undefined` before the first one. */
  get loadedUntil(): number | undefined {
    return this.#frames.at(-1)?.at;
  }

  /** The first frame after a time; those before it are forgotten. */
  frameAfter(at: number): PastFleet | undefined {
    const next = this.#frames.findIndex((frame) => frame.at > at);
    this.#frames = next < 0 ? this.#frames.slice(-1) : this.#frames.slice(next);
    return next < 0 ? undefined : this.#frames[0];
  }

  /** Loads the next chunk where less than one is left and none is under way. Rejects as the source does. */
  async fill(): Promise<void> {
    const { source, stepMs, end } = this.#options;
    const from = this.#nextFrom;
    const to = Math.min(from + (this.#perChunk - 1) * stepMs, end());
    if (this.#isLoading || this.#frames.length >= this.#perChunk || to < from) return;
    this.#isLoading = true;
    try {
      const frames = await source.frames({ from, to, stepMs }, this.#closed.signal);
      if (this.#closed.signal.aborted) return;
      this.#frames.push(...frames);
      this.#nextFrom = (frames.at(-1)?.at ?? to) + stepMs;
    } catch (error) {
      // Somebody who stopped playing does not want to hear that it ended.
      if (!this.#closed.signal.aborted) throw error;
    } finally {
      this.#isLoading = false;
    }
  }

  close(): void {
    this.#closed.abort();
    this.#frames = [];
  }
}

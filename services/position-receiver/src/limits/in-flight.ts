/** Bounds the memory of requests whose reports are not yet published. */
export class InFlight {
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** Does the work if there is room for so many bytes, and returns undefined if there is none. */
  run<T>(bytes: number, work: () => Promise<T>): Promise<T> | undefined {
    if (this.#bytes + bytes > this.#mostBytes) return undefined;
    this.#bytes += bytes;
    return work().finally(() => {
      this.#bytes -= bytes;
    });
  }
}

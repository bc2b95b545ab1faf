/** What messages between delivery and acknowledgement may take in memory, in bytes. */
const mostBytes = 64 * 1024 * 1024;

/** Half of it is planned for: messages may turn out larger than those that came before. */
const plannedBytes = mostBytes / 2;

/** With so many a consumer begins: they find room even if each has the 1 MiB that a message may have. */
const firstMessages = 32;

/** The window grows to at most so many times its size at once. */
const mostGrowth = 8;

/**
 * How many messages a broker may hand over before any is acknowledged. Brokers count messages, whatever
 * their size, and cannot take back what they have handed over. So the window begins small, and grows
 * towards `most` as far as messages of the size of those that came have room; it never shrinks. When larger
 * ones follow and the room is used up, it is overfull: what still comes must be given back to the broker,
 * by ending the connection, and the next one begins small again.
 */
export class PrefetchWindow {
  readonly #most: number;
  #size: number;
  #held = 0;
  /** Messages that came since the window has grown, and their bytes. */
  #came = { messages: 0, bytes: 0 };

  constructor(most: number) {
    this.#most = most;
    this.#size = Math.min(most, firstMessages);
  }

  /** Messages that the broker may hand over for now. */
  get size(): number {
    return this.#size;
  }

  /** Whether nothing more may be kept. */
  get isOverfull(): boolean {
    return this.#held >= mostBytes;
  }

  /** A message has come that takes so many bytes. Returns by how many messages the window grows, mostly 0. */
  add(bytes: number): number {
    this.#held += bytes;
    this.#came = { messages: this.#came.messages + 1, bytes: this.#came.bytes + bytes };
    return this.#came.messages >= this.#size ? this.#grow() : 0;
  }

  /** Messages that took so many bytes are done with. */
  remove(bytes: number): void {
    this.#held -= bytes;
  }

  #grow(): number {
    const { messages, bytes } = this.#came;
    this.#came = { messages: 0, bytes: 0 };
    const fitting = Math.floor(plannedBytes / Math.max(1, bytes / messages));
    const size = Math.min(this.#most, fitting, this.#size * mostGrowth);
    // Small steps would make many consumers.
    if (size < this.#most && size < this.#size * 2) return 0;
    const growth = Math.max(0, size - this.#size);
    this.#size += growth;
    return growth;
  }
}

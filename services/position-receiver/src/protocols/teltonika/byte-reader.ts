/** Thrown by a {@link ByteReader} at the end of its bytes; caught where a packet is decoded. */
export class OutOfBytes extends Error {
  override readonly name = 'OutOfBytes';
}

/** Reads numbers from bytes, the most significant byte first, each after the one before. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  u8(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }

  u16(): number {
    return this.#bytes.readUInt16BE(this.#take(2));
  }

  i16(): number {
    return this.#bytes.readInt16BE(this.#take(2));
  }

  u32(): number {
    return this.#bytes.readUInt32BE(this.#take(4));
  }

  i32(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  /** As a number: exact up to 2^53, which is enough for times. */
  u64(): number {
    return Number(this.#bytes.readBigUInt64BE(this.#take(8)));
  }

  /** As a number while that is exact, else as its digits. */
  u64Exact(): number | string {
    const value = this.#bytes.readBigUInt64BE(this.#take(8));
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value);
  }

  /** Bytes in hexadecimal. */
  hex(count: number): string {
    const start = this.#take(count);
    return this.#bytes.toString('hex', start, start + count);
  }

  #take(count: number): number {
    const at = this.#at;
    if (at + count > this.#bytes.length) {
      throw new OutOfBytes(`${this.left} bytes given, expected ${count} more at byte ${at}`);
    }
    this.#at += count;
    return at;
  }
}

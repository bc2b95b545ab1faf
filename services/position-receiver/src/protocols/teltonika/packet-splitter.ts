import { crc16 } from './crc16.ts';

/** What a device sends, in its order. */
export type TeltonikaMessage =
  | { readonly kind: 'login'; readonly imei: string }
  /** A packet whose checksum is right: codec, count, records, count. */
  | { readonly kind: 'packet'; readonly data: Buffer }
  /** A packet that was damaged on its way; the device sends it again. */
  | { readonly kind: 'damaged'; readonly problem: string }
  /** One byte that keeps the connection open. */
  | { readonly kind: 'alive' }
  /** The stream cannot be followed any further. */
  | { readonly kind: 'broken'; readonly problem: string };

/** The longest IMEI (with the software version), in digits. */
const longestImei = 17;
const shortestImei = 14;

/** More than ten times the longest packet that devices send, which is 1,280 bytes. */
export const longestPacket = 16_384;

/** Codec, two counts. */
const shortestPacket = 3;

const headerBytes = 8;
const checksumBytes = 4;
const signOfLife = 0xff;

/**
 * Splits a device's stream into messages, whatever pieces it comes in. It keeps one unfinished message at
 * most, and after `broken` nothing.
 */
export class PacketSplitter {
  #rest: Buffer = Buffer.alloc(0);
  #state: 'login' | 'packets' | 'broken' = 'login';

  /** Adds a piece of the stream. */
  add(chunk: Buffer): void {
    if (this.#state === 'broken') return;
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
  }

  /** The next whole message; undefined until more bytes have come. */
  next(): TeltonikaMessage | undefined {
    switch (this.#state) {
      case 'login':
        return this.#nextLogin();
      case 'packets':
        return this.#nextPacket();
      case 'broken':
        return undefined;
    }
  }

  #nextLogin(): TeltonikaMessage | undefined {
    if (this.#rest.length < 2) return undefined;
    const length = this.#rest.readUInt16BE(0);
    if (length < shortestImei || length > longestImei) {
      return this.#break(
        `a login of ${length} bytes given, expected an IMEI of ${shortestImei} to ${longestImei} digits`,
      );
    }
    if (this.#rest.length < 2 + length) return undefined;
    const imei = this.#take(2 + length).toString('latin1', 2);
    if (!/^\d+$/.test(imei)) return this.#break('a login without an IMEI given, expected digits');
    this.#state = 'packets';
    return { kind: 'login', imei };
  }

  #nextPacket(): TeltonikaMessage | undefined {
    if (this.#rest[0] === signOfLife) {
      this.#take(1);
      return { kind: 'alive' };
    }
    if (this.#rest.length < headerBytes) return undefined;
    const preamble = this.#rest.readUInt32BE(0);
    const length = this.#rest.readUInt32BE(4);
    if (preamble !== 0)
      return this.#break('a packet that begins otherwise given, expected four zeros');
    if (length < shortestPacket || length > longestPacket) {
      return this.#break(
        `a packet of ${length} bytes given, expected ${shortestPacket} to ${longestPacket}`,
      );
    }
    const whole = headerBytes + length + checksumBytes;
    if (this.#rest.length < whole) return undefined;
    const packet = this.#take(whole);
    return check(packet.subarray(headerBytes, -checksumBytes), packet.readUInt32BE(whole - 4));
  }

  #take(count: number): Buffer {
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }

  #break(problem: string): TeltonikaMessage {
    this.#state = 'broken';
    this.#rest = Buffer.alloc(0);
    return { kind: 'broken', problem };
  }
}

function check(data: Buffer, given: number): TeltonikaMessage {
  const expected = crc16(data);
  if (given === expected) return { kind: 'packet', data };
  return { kind: 'damaged', problem: `checksum ${given} given, expected ${expected}` };
}

/** Opcodes of RFC 6455 that a server of ours sends. */
const opcodes = { text: 1, binary: 2 } as const;

/** What a reader hands on. Of a binary message that nobody wants to see there is only the length. */
export interface WebSocketHandlers {
  onText(text: string): void;
  onBinary(length: number, bytes: Uint8Array | undefined): void;
}

/**
 * Reads the frames of a server's WebSocket (RFC 6455, without extensions) and copies as little as can
 * be: a crowd of clients costs the machine little beside the server that is measured.
 */
export class WebSocketReader {
  readonly #handlers: WebSocketHandlers;
  readonly #keepsBinary: boolean;
  #header: Buffer = Buffer.alloc(0);
  #message: { opcode: number; length: number; left: number; parts: Buffer[] } | undefined;

  constructor(handlers: WebSocketHandlers, keepsBinary: boolean) {
    this.#handlers = handlers;
    this.#keepsBinary = keepsBinary;
  }

  read(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#message ? this.#readBody(rest) : this.#readHeader(rest);
  }

  #readHeader(chunk: Buffer): Buffer {
    const bytes = this.#header.length === 0 ? chunk : Buffer.concat([this.#header, chunk]);
    const header = headerOf(bytes);
    if (!header) {
      this.#header = Buffer.from(bytes);
      return Buffer.alloc(0);
    }
    this.#header = Buffer.alloc(0);
    const { opcode, length, size } = header;
    this.#message = { opcode, length, left: length, parts: [] };
    if (length === 0) this.#finish();
    return bytes.subarray(size);
  }

  #readBody(chunk: Buffer): Buffer {
    const message = this.#message;
    if (!message) return chunk;
    const part = chunk.subarray(0, message.left);
    const isWanted = message.opcode === opcodes.text || this.#keepsBinary;
    if (isWanted) message.parts.push(Buffer.from(part));
    message.left -= part.length;
    if (message.left === 0) this.#finish();
    return chunk.subarray(part.length);
  }

  #finish(): void {
    const { opcode, length, parts } = this.#message ?? { opcode: 0, length: 0, parts: [] };
    this.#message = undefined;
    if (opcode === opcodes.text) this.#handlers.onText(Buffer.concat(parts).toString());
    if (opcode !== opcodes.binary) return;
    this.#handlers.onBinary(length, this.#keepsBinary ? Buffer.concat(parts) : undefined);
  }
}

/** A frame's opcode, its length, and the bytes that say so; `undefined` while they are not whole. */
function headerOf(bytes: Buffer): { opcode: number; length: number; size: number } | undefined {
  if (bytes.length < 2) return undefined;
  const opcode = bytes.readUInt8(0) & 0x0f;
  const short = bytes.readUInt8(1) & 0x7f;
  if (short < 126) return { opcode, length: short, size: 2 };
  const size = short === 126 ? 4 : 10;
  if (bytes.length < size) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return { opcode, length, size };
}

/** A frame as a server sends it: not masked. */
export function serverFrame(opcode: keyof typeof opcodes, payload: Buffer): Buffer {
  return Buffer.concat([headerFor(opcode, payload.length, 0), payload]);
}

/** A frame as a client sends it: masked, by zeros. */
export function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([headerFor('text', payload.length, 0x80), Buffer.alloc(4), payload]);
}

function headerFor(opcode: keyof typeof opcodes, length: number, mask: number): Buffer {
  const first = 0x80 | opcodes[opcode];
  if (length < 126) return Buffer.from([first, mask | length]);
  if (length < 65_536) return Buffer.from([first, mask | 126, length >> 8, length & 0xff]);
  const header = Buffer.alloc(10);
  header.writeUInt8(first, 0);
  header.writeUInt8(mask | 127, 1);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}

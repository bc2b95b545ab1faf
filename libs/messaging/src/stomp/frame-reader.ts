import { decodeHead, type StompFrame } from './stomp-frame.ts';

const [nul, lineFeed, carriageReturn] = [0, 10, 13];

/** ActiveMQ takes 1,000 headers of 10 KB; nobody needs that many. */
const maxHeadBytes = 256 * 1024;

const commands: readonly string[] = ['CONNECTED', 'MESSAGE', 'RECEIPT', 'ERROR'];

/** A body on its way in. */
interface Incoming {
  readonly head: Pick<StompFrame, 'command' | 'headers'>;
  /** Bytes, where the frame says so; else the body ends at the first zero byte. */
  readonly length: number | undefined;
  chunks: Buffer[];
  size: number;
}

/**
 * Makes frames of the bytes that a broker sends (STOMP 1.2), however they are cut into chunks. Of a body
 * larger than `maxBodyBytes` only the size is kept. Throws an `Error` for what is no STOMP.
 *
 * Not the client library's reader: that one copies byte by byte into an array of numbers, some 20 bytes
 * of memory for each, so that one message of 50 MB ends a process of 200 MB.
 */
export class FrameReader {
  readonly #onFrame: (frame: StompFrame) => void;
  readonly #maxBodyBytes: number;
  #head: Buffer = Buffer.alloc(0);
  #incoming: Incoming | undefined;

  constructor(onFrame: (frame: StompFrame) => void, maxBodyBytes: number) {
    this.#onFrame = onFrame;
    this.#maxBodyBytes = maxBodyBytes;
  }

  /** Takes the next bytes, and hands on each frame that they complete. */
  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      rest = this.#incoming ? this.#readBody(this.#incoming, rest) : this.#readHead(rest);
    }
  }

  /** Returns what follows the head; nothing while that is not complete. */
  #readHead(chunk: Buffer): Buffer {
    const bytes = skipLineEnds(this.#head.length > 0 ? Buffer.concat([this.#head, chunk]) : chunk);
    const [end, next] = findEmptyLine(bytes);
    if (end > maxHeadBytes)
      throw new Error(`a frame has a head of more than ${maxHeadBytes} bytes`);
    if (next === -1) {
      this.#head = bytes;
      return Buffer.alloc(0);
    }
    this.#head = Buffer.alloc(0);
    const head = decodeHead(bytes.toString('utf8', 0, end));
    if (!commands.includes(head.command)) {
      throw new Error(`${JSON.stringify(head.command.slice(0, 60))} is no frame of STOMP`);
    }
    this.#incoming = { head, length: contentLength(head.headers), chunks: [], size: 0 };
    return bytes.subarray(next);
  }

  /** Returns what follows the body; nothing while that is not complete. */
  #readBody(incoming: Incoming, bytes: Buffer): Buffer {
    const { length, size } = incoming;
    const end = length === undefined ? bytes.indexOf(nul) : length - size;
    const isComplete = end !== -1 && end < bytes.length;
    this.#keep(incoming, isComplete ? bytes.subarray(0, end) : bytes);
    if (!isComplete) return Buffer.alloc(0);
    this.#incoming = undefined;
    const [only = Buffer.alloc(0), ...more] = incoming.chunks;
    const body = more.length > 0 ? Buffer.concat(incoming.chunks) : only;
    this.#onFrame({ ...incoming.head, body, size: incoming.size });
    return bytes.subarray(end + 1);
  }

  #keep(incoming: Incoming, part: Buffer): void {
    incoming.size += part.length;
    if (incoming.size > this.#maxBodyBytes) incoming.chunks = [];
    else if (part.length > 0) incoming.chunks.push(part);
  }
}

/** Between frames, line ends are heartbeats. */
function skipLineEnds(bytes: Buffer): Buffer {
  let start = 0;
  while (bytes[start] === lineFeed || bytes[start] === carriageReturn) start += 1;
  return bytes.subarray(start);
}

/** Where the lines before the first empty one end, and what follows it begins; -1 while there is none. */
function findEmptyLine(bytes: Buffer): readonly [end: number, next: number] {
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) {
    const next = bytes[at + 1] === carriageReturn ? at + 2 : at + 1;
    if (bytes[next] !== lineFeed) continue;
    return [bytes[at - 1] === carriageReturn ? at - 1 : at, next + 1];
  }
  return [bytes.length, -1];
}

function contentLength(headers: ReadonlyMap<string, string>): number | undefined {
  const text = headers.get('content-length');
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text)) throw new Error(`content-length: "${text}" given, expected bytes`);
  return Number(text);
}

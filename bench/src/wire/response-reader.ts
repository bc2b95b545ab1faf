/** An answer that has come whole. */
export interface HttpAnswer {
  readonly status: number;
  /** Of the body as it was sent, with what frames its chunks. */
  readonly bodyBytes: number;
}

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('\r\n0\r\n\r\n');

interface Body {
  readonly status: number;
  /** Undefined of a body in chunks, whose length is not said. */
  readonly length: number | undefined;
  bytes: number;
  tail: Buffer;
}

/**
 * Finds where the answers of a server end that answers one question at a time, by their length or
 * their last chunk, without looking at their bodies.
 */
export class ResponseReader {
  #head: Buffer = Buffer.alloc(0);
  #body: Body | undefined;

  /** Takes what came; gives the answer that it completes. */
  read(chunk: Buffer): HttpAnswer | undefined {
    if (this.#body) return this.#readBody(this.#body, chunk);
    this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf(headEnd);
    if (end < 0) return undefined;
    const head = this.#head.toString('latin1', 0, end);
    const rest = this.#head.subarray(end + headEnd.length);
    this.#head = Buffer.alloc(0);
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    this.#body = {
      status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? NaN),
      length: length === undefined ? undefined : Number(length),
      bytes: 0,
      // An empty body in chunks is its last chunk alone.
      tail: Buffer.from('\r\n'),
    };
    return this.#readBody(this.#body, rest);
  }

  #readBody(body: Body, chunk: Buffer): HttpAnswer | undefined {
    body.bytes += chunk.length;
    if (!isWhole(body, chunk)) return undefined;
    this.#body = undefined;
    return { status: body.status, bodyBytes: body.bytes };
  }
}

function isWhole(body: Body, chunk: Buffer): boolean {
  if (body.length !== undefined) return body.bytes >= body.length;
  const { length } = lastChunk;
  const ends = chunk.length >= length ? chunk : Buffer.concat([body.tail, chunk]);
  body.tail = Buffer.from(ends.subarray(-length));
  return body.tail.equals(lastChunk);
}

import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A reader that takes nothing for so long is given up. */
const idleMs = 120_000;

/**
 * Answers with JSON, or bytes of another type that was set before, that come in pieces: each is asked for when
 * the client has taken those before. Rejects where the first piece fails: then nothing was answered yet. What
 * fails later ends the connection, so that no half answer looks like a whole one. The pieces are ended in any
 * case.
 */
export async function sendPieces(
  pieces: AsyncIterable<string | Uint8Array>,
  response: ServerResponse,
): Promise<void> {
  const source = pieces[Symbol.asyncIterator]();
  try {
    const first = await source.next();
    if (!response.hasHeader('Content-Type')) {
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
    }
    if (response.req.method === 'HEAD' || first.done === true) {
      response.end();
      return;
    }
    response.setTimeout(idleMs, () => response.destroy());
    const body = Readable.from(startingWith(first.value, source), { highWaterMark: 1 });
    // It ends the connection where it fails; a client that has left is nobody's failure.
    await pipeline(body, response).catch(() => response.destroy());
  } finally {
    await source.return?.();
  }
}

async function* startingWith<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for (let piece = await rest.next(); piece.done !== true; piece = await rest.next()) {
    yield piece.value;
  }
}

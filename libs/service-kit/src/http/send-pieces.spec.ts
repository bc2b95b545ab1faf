import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sendPieces } from './send-pieces.ts';

describe('sendPieces', () => {
  let server: Server;
  let url: string;
  let pieces: () => AsyncGenerator<string>;
  let failure: PromiseWithResolvers<unknown>;

  beforeEach(async () => {
    failure = Promise.withResolvers();
    server = createServer((_, response) => {
      sendPieces(pieces(), response).catch((error: unknown) => {
        failure.resolve(error);
        response.writeHead(503).end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on a port has an address of this kind.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  it('answers with all pieces as JSON', async () => {
    pieces = async function* () {
      yield* ['[1', ',2', ']'];
    };

    const response = await fetch(url);

    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual([1, 2]);
  });

  it('rejects before anything is answered where the first piece fails', async () => {
    // eslint-disable-next-line require-yield -- it fails before it has one
    pieces = async function* () {
      throw new Error('away');
    };

    expect((await fetch(url)).status).toBe(503);
    expect(await failure.promise).toMatchObject({ message: 'away' });
  });

  it('cuts the connection where a later piece fails', async () => {
    pieces = async function* () {
      yield '[1';
      throw new Error('away');
    };

    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });

  it('asks for no more than its client takes, and ends the pieces when it leaves', async () => {
    const ended = Promise.withResolvers<number>();
    let count = 0;
    pieces = async function* () {
      try {
        for (;;) {
          count += 1;
          yield 'x'.repeat(1_000_000);
        }
      } finally {
        ended.resolve(count);
      }
    };
    const leaving = new AbortController();
    await fetch(url, { signal: leaving.signal });

    leaving.abort();

    // What connections and their buffers hold, though there was no end of it.
    expect(await ended.promise).toBeLessThan(100);
  });
});

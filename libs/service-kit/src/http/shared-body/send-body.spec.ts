import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sendBody } from './send-body.ts';
import { bodyOf, SharedBody } from './shared-body.ts';

const long = JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ name: `É ${index}` })));

describe('sendBody', () => {
  let server: Server;
  let shared: SharedBody;

  beforeEach(async () => {
    shared = new SharedBody(bodyOf(long));
    server = createServer((_, response) => void sendBody(shared, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  interface Answer {
    readonly status: number | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly bytes: Buffer;
  }

  /** Asks without the headers that `fetch` adds, nor decoding. */
  function ask(headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    // A server that listens on a port has an address of this kind.
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode: status, headers } = response;
          resolve({ status, headers, bytes: Buffer.concat(chunks) });
        });
      });
      asked.on('error', reject).end();
    });
  }

  it('sends a short text of any characters', async () => {
    const short = JSON.stringify({ name: 'É 日 🚚\u2028' });
    shared = new SharedBody(bodyOf(short));

    const { headers, bytes } = await ask();

    expect(bytes.toString()).toBe(short);
    expect(headers['content-length']).toBe(String(bytes.length));
  });

  const plain = (bytes: Buffer) => bytes.toString();
  it.each([
    ['identity', undefined, plain],
    ['gzip', 'gzip', (bytes: Buffer) => gunzipSync(bytes).toString()],
    ['gzip, br', 'br', (bytes: Buffer) => brotliDecompressSync(bytes).toString()],
    ['identity;q=0', undefined, plain],
  ])('sends the form that is accepted by "%s"', async (accepted, encoding, decode) => {
    const { status, headers, bytes } = await ask({ 'accept-encoding': accepted });

    expect([status, headers['content-encoding'], headers.vary]).toEqual([
      200,
      encoding,
      'Accept-Encoding',
    ]);
    expect(headers['content-length']).toBe(String(bytes.length));
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(decode(bytes)).toBe(long);
  });

  it('compresses no short body', async () => {
    shared.set(bodyOf('[]'));

    const { headers, bytes } = await ask({ 'accept-encoding': 'gzip, br' });

    expect([headers['content-encoding'], bytes.toString()]).toEqual([undefined, '[]']);
  });

  it.each(['gzip', 'identity'])(
    'sends nothing anew to a reader with it, as %s',
    async (accepted) => {
      const form = { 'accept-encoding': accepted };
      const { etag = '' } = (await ask(form)).headers;
      expect(etag).toMatch(/^W\/".+"$/);

      for (const known of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
        const { status, headers, bytes } = await ask({ ...form, 'if-none-match': known });
        expect([status, headers.etag, headers.vary, bytes.length]).toEqual([
          304,
          etag,
          'Accept-Encoding',
          0,
        ]);
      }
      expect((await ask({ ...form, 'if-none-match': '"x"' })).status).toBe(200);
    },
  );

  it('has another tag when it says something else, and the same when it says the same', async () => {
    const first = (await ask()).headers.etag;
    shared.set(bodyOf(long.replace('É', 'A')));
    const second = (await ask()).headers.etag;
    shared.set(bodyOf(Buffer.from(long)));

    expect(second).not.toBe(first);
    expect((await ask()).headers.etag).toBe(first);
  });

  it('sends no body to those who ask for its head', async () => {
    const { status, headers, bytes } = await ask({}, 'HEAD');

    expect([status, bytes.length]).toEqual([200, 0]);
    expect(headers['content-length']).toBe(String(Buffer.byteLength(long)));
  });
});

describe('SharedBody', () => {
  it('compresses a body once for all who ask', async () => {
    const shared = new SharedBody(bodyOf(long));

    const [one, other] = await Promise.all([shared.as('gzip'), shared.as('gzip')]);

    expect(one).toBe(other);
    expect(await shared.as('gzip')).toBe(one);
  });
});

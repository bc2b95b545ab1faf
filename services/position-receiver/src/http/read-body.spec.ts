import { IncomingMessage, type IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { bytesOf, readBody } from './read-body.ts';

function aRequest(headers: IncomingHttpHeaders = {}): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, headers);
  return request;
}

describe('readBody', () => {
  it('reads a body in pieces as one text', async () => {
    const request = aRequest();
    for (const piece of ['{"a":', '"\u00f1"}', null]) request.push(piece);

    expect(await readBody(request)).toBe('{"a":"ñ"}');
  });

  it('ends a request whose body does not come', async () => {
    const request = aRequest();
    request.push('{');

    await expect(readBody(request, 10)).rejects.toThrow('ended before its body was complete');
    expect(request.destroyed).toBe(true);
  });

  it('refuses a body that is too large before it is read, and one that is packed', async () => {
    const large = aRequest({ 'content-length': '1048577' });
    const packed = aRequest({ 'content-encoding': 'gzip' });

    await expect(readBody(large)).rejects.toThrow('more than 1048576 bytes given');
    await expect(readBody(packed)).rejects.toThrow('content-encoding: gzip given, expected none');
  });
});

describe('bytesOf', () => {
  it.each([
    [{}, 16_384],
    [{ 'content-length': '500000' }, 500_000],
    [{ 'content-length': '99999999' }, 1_048_576],
    [{ 'transfer-encoding': 'chunked' }, 1_048_576],
  ])('counts %j as %i', (headers, bytes) => {
    expect(bytesOf(aRequest(headers))).toBe(bytes);
  });
});

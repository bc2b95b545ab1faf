import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { allOf } from '@fleetman/toolkit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpAsker } from './http-asker.ts';

describe('HttpAsker', () => {
  let server: Server;
  let asker: HttpAsker;
  let url: string;
  let sockets: Socket[];
  /** What becomes of a question, by how many the connection has brought. */
  let onQuestion: (socket: Socket) => 'answer' | 'cut';

  beforeEach(async () => {
    [sockets, onQuestion] = [[], () => 'answer'];
    server = createServer((request, response) => {
      if (!sockets.includes(request.socket)) sockets.push(request.socket);
      if (onQuestion(request.socket) === 'cut') request.socket.resetAndDestroy();
      else response.setHeader('X-Odd', 'yes').end(`asked ${request.url ?? ''}`);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on a port has an address of this kind.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    asker = new HttpAsker(url);
  });
  afterEach(() => {
    asker.close();
    server.close();
    server.closeAllConnections();
  });

  const { signal } = new AbortController();
  async function ask(path = ''): Promise<string> {
    const { body } = await asker.ask(url + path, { headers: {}, signal });
    return Buffer.concat(await allOf(body)).toString();
  }

  it('answers with status, headers and body, over one connection', async () => {
    const { status, header, body } = await asker.ask(url, { headers: {}, signal });

    expect([status, header('x-odd'), header('etag')]).toEqual([200, 'yes', undefined]);
    expect(Buffer.concat(await allOf(body)).toString()).toBe('asked /');
    expect(await ask('x')).toBe('asked /x');
    expect(sockets).toHaveLength(1);
  });

  it('asks once more where a connection that was kept is cut', async () => {
    await ask();
    const [kept] = sockets;
    onQuestion = (socket) => (socket === kept ? 'cut' : 'answer');

    expect(await ask('again')).toBe('asked /again');
    expect(sockets).toHaveLength(2);
  });

  it('says why a new connection is cut', async () => {
    onQuestion = () => 'cut';

    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(sockets).toHaveLength(1);
  });

  it('ends when its signal is aborted', async () => {
    const leaving = new AbortController();
    onQuestion = () => {
      leaving.abort();
      return 'answer';
    };

    await expect(asker.ask(url, { headers: {}, signal: leaving.signal })).rejects.toThrow(
      'aborted',
    );
  });
});

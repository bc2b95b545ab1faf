import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.ts';
import { TcpProxy } from './tcp-proxy.ts';

describe('TcpProxy', () => {
  let server: Server;
  let proxy: TcpProxy;
  let heard: string;
  /** The server's side of the connection. */
  let answerer: Socket | undefined;

  beforeEach(async () => {
    heard = '';
    server = createServer((socket) => {
      answerer = socket;
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => (heard += chunk.toString()));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await TcpProxy.listen(`amqp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    await proxy.close();
    server.close();
  });

  async function join(): Promise<Socket> {
    const client = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    client.on('error', () => undefined);
    client.write('hello');
    await eventually(() => {
      expect(heard).toBe('hello');
    });
    return client;
  }

  it('cuts a connection in the middle of what the client says', async () => {
    const client = await join();

    proxy.cutMidway();
    client.write('0123456789');
    await once(client, 'close');

    await eventually(() => {
      expect(heard).toBe('hello01234');
    });
  });

  it('lets everything through again after a cut', async () => {
    proxy.cutMidway();
    proxy.resume();

    const client = await join();

    client.destroy();
  });

  it('drops what the tap does not let through, and cuts the connection', async () => {
    const client = await join();

    proxy.tapRequests((chunk) => !chunk.includes('killer'));
    client.write(' harmless');
    await eventually(() => {
      expect(heard).toBe('hello harmless');
    });
    client.write('a killer');
    await once(client, 'close');

    expect(heard).toBe('hello harmless');
  });

  it('hands on slow answers in their order', async () => {
    const client = await join();
    let answers = '';
    client.on('data', (chunk) => (answers += chunk.toString()));

    proxy.slowDown(5);
    for (const part of ['one ', 'two ', 'three']) answerer?.write(part);

    await eventually(() => {
      expect(answers).toBe('one two three');
    });
    client.destroy();
  });
});

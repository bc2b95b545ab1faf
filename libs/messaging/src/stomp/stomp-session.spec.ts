import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { encodeFrame, type OutgoingFrame } from './stomp-frame.ts';
import { StompSession, type SessionOptions } from './stomp-session.ts';
import { parseStompUrl } from './stomp-url.ts';

/** A broker that says what the test tells it to, and remembers what it heard. */
class FakeBroker {
  heard = '';
  readonly #server: Server;
  #client: Socket | undefined;

  constructor(greeting: OutgoingFrame | string | undefined) {
    this.#server = createServer((client) => {
      this.#client = client;
      client.on('data', (bytes) => (this.heard += bytes.toString()));
      client.on('error', () => undefined);
      if (greeting) client.write(typeof greeting === 'string' ? greeting : encodeFrame(greeting));
    });
  }

  async open(options?: SessionOptions): Promise<StompSession> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const { port } = this.#server.address() as AddressInfo;
    return StompSession.open(parseStompUrl(`stomp://fleet:s3cret@127.0.0.1:${port}/v`), options);
  }

  say(frame: OutgoingFrame): void {
    this.#client?.write(encodeFrame(frame));
  }

  async close(): Promise<void> {
    this.#client?.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

const connected = { command: 'CONNECTED', headers: { version: '1.2' } };
const opened: FakeBroker[] = [];

function broker(greeting?: OutgoingFrame | string): FakeBroker {
  const made = new FakeBroker(greeting);
  opened.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((made) => made.close()));
});

describe('StompSession.open', () => {
  it('says who it is, for which host, and which STOMP it speaks', async () => {
    const server = broker(connected);
    await server.open();

    await eventually(() => {
      expect(server.heard).toBe(
        'CONNECT\naccept-version:1.2\nhost:v\nlogin:fleet\npasscode:s3cret\nheart-beat:15000,15000\n\n\0',
      );
    });
  });

  it.each([
    [
      { command: 'ERROR', headers: { message: 'User name [fleet] is invalid.' } },
      'User name [fleet] is invalid.',
    ],
    [{ command: 'ERROR', body: Buffer.from('no such host\n\tat Java') }, 'no such host'],
    ['HTTP/1.1 400 Bad Request\r\n\r\n', '"HTTP/1.1 400 Bad Request" is no frame of STOMP'],
    // As recorded of the port 61616 of an ActiveMQ 5: a length, a type, a magic, a version, properties.
    ['\0\0\x01\x43\x01ActiveMQ\0\0\0\x0c\x01', 'this is OpenWire'],
  ])('rejects where the other side answers %j', async (greeting, message) => {
    await expect(broker(greeting).open()).rejects.toThrow(message);
  });

  it('rejects where nobody answers', async () => {
    await expect(broker().open({ handshakeMs: 20 })).rejects.toThrow('no answer within 20 ms');
  });

  it('gives up when it is told to', async () => {
    const giveUp = new AbortController();
    const opening = broker().open({ signal: giveUp.signal });

    giveUp.abort();

    await expect(opening).rejects.toThrow();
  });
});

describe('StompSession', () => {
  let server: FakeBroker;
  let session: StompSession;

  beforeEach(async () => {
    server = broker(connected);
    session = await server.open();
  });

  it('resolves a confirm with its receipt, and rejects the one that the broker refuses', async () => {
    const [first, second, third] = ['a', 'b', 'c'].map((body) =>
      session.confirm([{ command: 'SEND', body: Buffer.from(body) }]),
    );

    server.say({ command: 'RECEIPT', headers: { 'receipt-id': '2' } });
    await second;
    server.say({ command: 'ERROR', headers: { 'receipt-id': '1', message: 'the queue is full' } });

    await expect(first).rejects.toMatchObject({
      code: 'publish-refused',
      message: 'ActiveMQ refused a message: the queue is full',
    });
    await expect(third).rejects.toMatchObject({
      code: 'not-connected',
      message: 'Lost ActiveMQ before it confirmed: the queue is full',
    });
    expect(session.isOpen).toBe(false);
    await expect(session.confirm([{ command: 'SEND' }])).rejects.toMatchObject({
      code: 'not-connected',
    });
  });

  it('hands each message to its subscription, and none after the end', async () => {
    const received: string[] = [];
    const subscribing = session.subscribe({ id: 's', destination: '/queue/a' }, ({ body }) => {
      received.push(body.toString());
    });
    server.say({ command: 'RECEIPT', headers: { 'receipt-id': '1' } });
    await subscribing;

    for (const [subscription, body] of [
      ['s', 'mine'],
      ['other', 'not mine'],
    ] as const) {
      server.say({ command: 'MESSAGE', headers: { subscription }, body: Buffer.from(body) });
    }
    server.say({ command: 'ERROR', headers: { message: 'over' } });
    server.say({ command: 'MESSAGE', headers: { subscription: 's' }, body: Buffer.from('late') });

    expect((await session.ended).message).toBe('over');
    expect(received).toEqual(['mine']);
  });

  it('says goodbye, and leaves when that is answered', async () => {
    const closing = session.close();
    await eventually(() => {
      expect(server.heard).toMatch(/DISCONNECT\nreceipt:1\n\n\0$/);
    });
    expect(session.isOpen).toBe(true);

    server.say({ command: 'RECEIPT', headers: { 'receipt-id': '1' } });

    await closing;
    expect(session.isOpen).toBe(false);
  });

  it('leaves also where the goodbye is not answered', async () => {
    await session.close();

    expect((await session.ended).message).toBe('disconnected');
  });
});

describe('the heartbeat of a session', () => {
  const beating = { command: 'CONNECTED', headers: { 'heart-beat': '20,20' } };

  it('is sent as often as the broker wants to hear one', async () => {
    const server = broker(beating);
    const session = await server.open({ heartbeatMs: 20 });

    await eventually(() => {
      expect(server.heard).toMatch(/\0\n+$/);
    });
    await session.close();
  });

  it('ends a session that the broker leaves without one', async () => {
    const session = await broker(beating).open({ heartbeatMs: 20 });

    expect((await session.ended).message).toMatch(/^it was silent for \d+ ms$/);
  });
});

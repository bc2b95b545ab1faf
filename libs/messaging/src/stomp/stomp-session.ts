import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { settledWithin } from '@fleetman/toolkit';
import { MessagingError } from '../errors.ts';
import { FrameReader } from './frame-reader.ts';
import { Heartbeat } from './heartbeat.ts';
import { encodeFrame, type OutgoingFrame, type StompFrame } from './stomp-frame.ts';
import { isOpenWire, openWireHint } from './openwire.ts';
import type { StompServer } from './stomp-url.ts';

/** How long the broker has to answer the first words of a connection. */
const defaultHandshakeMs = 10_000;

/** How long the broker has to answer a goodbye. */
const farewellMs = 1_000;

/** Larger bodies are counted, not kept. */
const maxBodyBytes = 16 * 1024 * 1024;

/** How a session is opened; tests shorten the times. */
export interface SessionOptions {
  /** Ends the session when it is aborted before the broker has let us in. */
  readonly signal?: AbortSignal;
  /** Default 10 s. */
  readonly handshakeMs?: number;
  /** Default 15 s. */
  readonly heartbeatMs?: number;
}

/** One connection to a STOMP 1.2 broker, from CONNECT to its end; it never comes back. */
export class StompSession {
  readonly #socket: Socket;
  readonly #heartbeat: Heartbeat;
  readonly #connected = Promise.withResolvers<undefined>();
  readonly #ended = Promise.withResolvers<Error>();
  readonly #receipts = new Map<string, PromiseWithResolvers<undefined>>();
  readonly #subscriptions = new Map<string, (message: StompFrame) => void>();
  #receiptCount = 0;
  #end: Error | undefined;

  private constructor(server: StompServer, heartbeatMs?: number) {
    this.#socket = dial(server);
    const fail = (error: Error) => {
      this.#fail(error);
    };
    this.#heartbeat = new Heartbeat(this.#socket, fail, heartbeatMs);
    const reader = new FrameReader((frame) => {
      this.#receive(frame);
    }, maxBodyBytes);
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (bytes) => {
      this.#heartbeat.heard();
      if (isOpenWire(bytes)) fail(new Error(openWireHint));
      if (this.#end) return;
      try {
        reader.push(bytes);
      } catch (error) {
        // The server that answers there does not speak STOMP.
        fail(error as Error);
      }
    });
    this.#socket.on('error', fail);
    this.#socket.on('close', () => {
      fail(new Error('the connection was closed'));
    });
    this.#sayHello(server);
  }

  /** Resolves when the broker has let us in; rejects with what it, or the network, has against it. */
  static async open(server: StompServer, options: SessionOptions = {}): Promise<StompSession> {
    const { signal, handshakeMs = defaultHandshakeMs, heartbeatMs } = options;
    const session = new StompSession(server, heartbeatMs);
    const giveUp = () => {
      session.#fail(new Error(`no answer within ${handshakeMs} ms`));
    };
    const timer = setTimeout(giveUp, handshakeMs);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    try {
      await session.#connected.promise;
      return session;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** Resolves with the reason when the session has ended, however that came. */
  get ended(): Promise<Error> {
    return this.#ended.promise;
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  /** Whether the broker takes less than is sent, so that it piles up here. */
  get isCongested(): boolean {
    return this.#socket.writableNeedDrain;
  }

  /** Sends frames together. What is sent when the session has ended is lost without a word. */
  send(frames: readonly OutgoingFrame[]): void {
    if (this.isOpen) this.#socket.write(Buffer.concat(frames.map(encodeFrame)));
  }

  /**
   * Sends frames together and resolves when the broker has dealt with the last of them for good.
   * Rejects with a `MessagingError` when it refuses it, or when the session ends before.
   */
  async confirm(frames: readonly OutgoingFrame[]): Promise<void> {
    const last = frames.at(-1);
    if (!last) return;
    if (this.#end) throw unconfirmed(this.#end);
    this.#receiptCount += 1;
    const receipt = String(this.#receiptCount);
    const waiting = Promise.withResolvers<undefined>();
    this.#receipts.set(receipt, waiting);
    this.send([...frames.slice(0, -1), { ...last, headers: { ...last.headers, receipt } }]);
    await waiting.promise;
  }

  /** Subscribes, and calls `onMessage` from then on; `headers` name the `id` and the `destination`. */
  async subscribe(
    headers: Readonly<Record<'id' | 'destination', string>> & OutgoingFrame['headers'],
    onMessage: (message: StompFrame) => void,
  ): Promise<void> {
    this.#subscriptions.set(headers.id, onMessage);
    await this.confirm([{ command: 'SUBSCRIBE', headers }]);
  }

  /** Ends a subscription; the broker takes back what of it was not acknowledged. */
  async unsubscribe(id: string): Promise<void> {
    this.#subscriptions.delete(id);
    await this.confirm([{ command: 'UNSUBSCRIBE', headers: { id } }]);
  }

  /** Says goodbye, which the broker answers when it has done all that was sent before; then disconnects. */
  async close(): Promise<void> {
    if (this.isOpen) await settledWithin(farewellMs, this.confirm([{ command: 'DISCONNECT' }]));
    this.#fail(new Error('disconnected'));
  }

  #sayHello({ virtualHost, login, passcode }: StompServer): void {
    const headers = {
      'accept-version': '1.2',
      host: virtualHost,
      login,
      passcode,
      'heart-beat': this.#heartbeat.offer,
    };
    // The socket keeps it until it is connected.
    this.send([{ command: 'CONNECT', headers }]);
  }

  #receive(frame: StompFrame): void {
    // Frames that came together with the one that ended it all.
    if (this.#end) return;
    switch (frame.command) {
      case 'CONNECTED':
        this.#heartbeat.start(frame.headers.get('heart-beat'));
        this.#connected.resolve(undefined);
        return;
      case 'MESSAGE':
        this.#subscriptions.get(frame.headers.get('subscription') ?? '')?.(frame);
        return;
      case 'RECEIPT':
        this.#takeReceipt(frame)?.resolve(undefined);
        return;
      default:
        this.#refused(frame);
    }
  }

  /** ERROR: STOMP ends the connection with it, though ActiveMQ leaves that to us. */
  #refused(frame: StompFrame): void {
    const [firstLine = ''] = frame.body.toString().split('\n', 1);
    const reason = frame.headers.get('message') ?? firstLine;
    this.#takeReceipt(frame)?.reject(
      new MessagingError('publish-refused', `ActiveMQ refused a message: ${reason}`),
    );
    this.#fail(new Error(reason));
  }

  #takeReceipt(frame: StompFrame): PromiseWithResolvers<undefined> | undefined {
    const id = frame.headers.get('receipt-id') ?? '';
    const waiting = this.#receipts.get(id);
    this.#receipts.delete(id);
    return waiting;
  }

  #fail(error: Error): void {
    if (this.#end) return;
    this.#end = error;
    this.#heartbeat.stop();
    this.#socket.destroy();
    this.#connected.reject(error);
    for (const { reject } of this.#receipts.values()) reject(unconfirmed(error));
    this.#receipts.clear();
    this.#ended.resolve(error);
  }
}

function dial({ host, port, isSecure }: StompServer): Socket {
  if (!isSecure) return connectPlain({ host, port });
  // A certificate is asked for by name; an address is no name.
  return connectSecure({ host, port, ...(isIP(host) === 0 && { servername: host }) });
}

function unconfirmed(cause: Error): MessagingError {
  const message = `Lost ActiveMQ before it confirmed: ${cause.message}`;
  return new MessagingError('not-connected', message, { cause });
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Outcome } from '../measuring/rounds.ts';
import { percentile } from '../measuring/statistics.ts';
import { ResponseReader } from '../wire/response-reader.ts';

/** How an address is asked for. */
interface HttpLoadOptions {
  /** Each with one question at a time: enough to keep a server busy, few enough that it answers each soon. */
  readonly connections?: number;
  /** Gives each whole request; without it GET of the address. */
  readonly nextQuestion?: () => string;
}

/** What asking gave. */
export interface HttpOutcome extends Outcome {
  /** Answers in a second. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly kB: number;
  readonly work: number;
}

/**
 * Asks over and over for some time, over 16 connections if nothing else is said. It reads no more of an
 * answer than its length, so that the server has the processor.
 */
export async function loadHttp(
  url: string,
  ms: number,
  { connections = 16, nextQuestion = getOf(url) }: HttpLoadOptions = {},
): Promise<HttpOutcome> {
  const millis: number[] = [];
  let bytes = 0;
  const start = performance.now();
  const end = start + ms;
  const ask = async (): Promise<void> => {
    const client = await HttpConnection.open(url);
    try {
      while (performance.now() < end) {
        const asked = performance.now();
        bytes += await client.ask(nextQuestion());
        millis.push(performance.now() - asked);
      }
    } finally {
      client.close();
    }
  };
  await Promise.all(Array.from({ length: connections }, ask));
  const seconds = (performance.now() - start) / 1_000;
  return {
    rate: millis.length / seconds,
    p50: percentile(millis, 0.5),
    p99: percentile(millis, 0.99),
    kB: bytes / millis.length / 1_000,
    work: millis.length,
  };
}

function getOf(address: string): () => string {
  const { pathname, search, host } = new URL(address);
  const question = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  return () => question;
}

/** One connection that asks one question after the other. */
class HttpConnection {
  readonly #socket: Socket;
  readonly #reader = new ResponseReader();
  #waiting: PromiseWithResolvers<number> | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#take(chunk);
    });
    const fail = () => this.#waiting?.reject(new Error('the server closed the connection'));
    socket.on('error', fail).on('close', fail);
  }

  static async open(address: string): Promise<HttpConnection> {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
    await once(socket, 'connect');
    socket.setNoDelay(true);
    return new HttpConnection(socket);
  }

  /** Asks, and resolves with the bytes of the answer's body. */
  ask(question: string): Promise<number> {
    this.#waiting = Promise.withResolvers();
    this.#socket.write(question);
    return this.#waiting.promise;
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const answer = this.#reader.read(chunk);
    if (!answer) return;
    if (answer.status === 200) this.#waiting?.resolve(answer.bodyBytes);
    else this.#waiting?.reject(new Error(`answered with ${answer.status}`));
  }
}

import * as z from 'zod';
import { freePort } from '@fleetman/toolkit/testing';

const targets = z.tuple([z.object({ webSocketDebuggerUrl: z.string() })]);
const reply = z.object({ id: z.number(), result: z.unknown() });
const evaluated = z.object({ result: z.object({ value: z.number() }) });

/** How long a process may take to look through its memory, in milliseconds. */
const patienceMs = 30_000;

/** What is reachable of a process's memory: its objects and buffers. */
const heldBytes =
  '(({ heapUsed, external }) => heapUsed + external)(globalThis.process.memoryUsage())';

/** Node's inspector of one process, by which it is asked what it holds. */
export class Inspector {
  /** What the process is to be started with, as `NODE_OPTIONS`. */
  readonly nodeOptions: string;
  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
    this.nodeOptions = `--inspect=127.0.0.1:${port} --inspect-publish-uid=http`;
  }

  static async onFreePort(): Promise<Inspector> {
    return new Inspector(await freePort());
  }

  /**
   * Bytes that the process holds once its garbage is collected. What the system counts as its memory is mostly
   * garbage that lies until there is need.
   */
  async heldBytes(): Promise<number> {
    const listed = await fetch(`http://127.0.0.1:${this.#port}/json`);
    const [{ webSocketDebuggerUrl }] = targets.parse(await listed.json());
    const socket = new WebSocket(webSocketDebuggerUrl);
    try {
      await ask(socket, 'HeapProfiler.collectGarbage');
      await ask(socket, 'HeapProfiler.collectGarbage');
      const answer = await ask(socket, 'Runtime.evaluate', { expression: heldBytes });
      return evaluated.parse(answer).result.value;
    } finally {
      socket.close();
    }
  }
}

/** Asks one question at a time. */
function ask(socket: WebSocket, method: string, params: object = {}): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const timer = setTimeout(() => {
    reject(new Error(`no answer to ${method}`));
  }, patienceMs);
  const onMessage = ({ data }: MessageEvent) => {
    const { success, data: answer } = reply.safeParse(JSON.parse(String(data)));
    // Others are events.
    if (success) resolve(answer.result);
  };
  const send = () => {
    socket.send(JSON.stringify({ id: 1, method, params }));
  };
  socket.addEventListener('message', onMessage);
  if (socket.readyState === WebSocket.OPEN) send();
  else socket.addEventListener('open', send, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    socket.removeEventListener('message', onMessage);
  });
}

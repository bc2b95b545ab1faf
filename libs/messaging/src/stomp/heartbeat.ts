import type { Socket } from 'node:net';

/** Every how many milliseconds each side promises to send something, if only a line end. */
const defaultMs = 15_000;

/** So many heartbeats of the other side may fail to come before it is taken for gone. */
const patience = 2;

/** Shows both sides that the other is still there, though nothing is said (STOMP 1.2, Heart-beating). */
export class Heartbeat {
  readonly #socket: Socket;
  readonly #onSilence: (error: Error) => void;
  readonly #ms: number;
  #timers: NodeJS.Timeout[] = [];
  #heardAt = performance.now();

  constructor(socket: Socket, onSilence: (error: Error) => void, ms = defaultMs) {
    this.#socket = socket;
    this.#onSilence = onSilence;
    this.#ms = ms;
  }

  /** The header of CONNECT: what we can send and would like to get. */
  get offer(): string {
    return `${this.#ms},${this.#ms}`;
  }

  /** Begins with what the broker answered: every how many milliseconds it sends, and wants to hear. */
  start(answer = '0,0'): void {
    const [sends = 0, wants = 0] = answer.split(',').map(Number);
    if (wants > 0) this.#every(Math.max(this.#ms, wants) / 2, () => this.#socket.write('\n'));
    if (sends > 0) this.#expect(Math.max(this.#ms, sends));
  }

  /** Something has come. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  #expect(ms: number): void {
    this.heard();
    this.#every(ms / 2, () => {
      const silentMs = Math.round(performance.now() - this.#heardAt);
      if (silentMs > ms * patience) this.#onSilence(new Error(`it was silent for ${silentMs} ms`));
    });
  }

  #every(ms: number, action: () => void): void {
    this.#timers.push(setInterval(action, ms));
  }
}

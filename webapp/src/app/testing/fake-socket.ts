import type { LiveGreeting } from '@fleetman/contract';
import type { LiveSocket } from '../fleet/sources/live-socket';

type Listener = (...values: unknown[]) => void;

/** What the page tells socket.io's client when it opens a socket, as far as a test looks at it. */
interface Options {
  readonly auth?: unknown;
}

/** A socket whose other end is the test; it does what the page uses of socket.io's client. */
export class FakeSocket {
  connected = false;
  /** How often a connection was tried, and how long the next try may take. */
  attempts = 0;
  attemptMs = 0;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #sent: { readonly event: string; readonly value: unknown }[] = [];
  #any: Listener[] = [];
  #pings: Listener[] = [];
  #auth: unknown;

  /** Opens itself, in place of a real one. */
  readonly open = (_url: string, { auth }: Options): LiveSocket => {
    this.#auth = auth;
    this.attempts++;
    // Only what is below is used of the many methods of a socket.
    return this as unknown as LiveSocket;
  };

  readonly io = {
    on: (_ping: string, listener: Listener) => this.#pings.push(listener),
    off: () => (this.#pings = []),
    timeout: (ms: number) => (this.attemptMs = ms),
  };

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  prependAny(listener: Listener): void {
    this.#any.unshift(listener);
  }

  offAny(): void {
    this.#any = [];
  }

  emit(event: string, value: unknown): void {
    this.#sent.push({ event, value });
  }

  connect(): void {
    this.attempts++;
  }

  disconnect(): this {
    if (this.connected) this.lose('io client disconnect');
    return this;
  }

  removeAllListeners(): this {
    this.#listeners.clear();
    return this;
  }

  /** What the page says of itself when it connects. */
  greeting(): LiveGreeting {
    let said: LiveGreeting = {};
    // The page greets by a function, so that it may say something else the next time.
    (this.#auth as (answer: (greeting: LiveGreeting) => void) => void)((greeting) => {
      said = greeting;
    });
    return said;
  }

  accept(): void {
    this.connected = true;
    this.#tell('connect');
  }

  refuse(): void {
    this.#tell('connect_error', new Error('refused'));
  }

  lose(reason: string): void {
    this.connected = false;
    this.#tell('disconnect', reason);
  }

  ping(): void {
    for (const listener of this.#pings) listener();
  }

  /** An event of the gateway. */
  receive(event: string, ...values: unknown[]): void {
    for (const listener of this.#any) listener(event, ...values);
    this.#tell(event, ...values);
  }

  /** What the page has sent under that name. */
  sent(event: string): readonly unknown[] {
    return this.#sent.filter((sent) => sent.event === event).map(({ value }) => value);
  }

  #tell(event: string, ...values: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...values);
  }
}

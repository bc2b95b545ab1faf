import { backOffDelay, describeError, patientBackOff, pause } from '@fleetman/toolkit';
import type { ConnectionState } from '../connection-state.ts';
import type { Log } from '../log.ts';
import { StompSession } from './stomp-session.ts';
import { parseStompUrl, stompAddress } from './stomp-url.ts';

/** What is opened on each new connection. */
export interface StompLinkOptions {
  readonly url: string;
  /** What the connection is for, in the log: a process may have several. */
  readonly purpose: 'publish' | 'consume' | 'live feed';
  readonly log: Log;
  /** Subscribes to what is needed; all of it dies with the session. */
  readonly open?: (session: StompSession) => Promise<void>;
}

/** A connection to ActiveMQ that comes back by itself, for as long as it takes, until it is closed. */
export class StompLink {
  /** Resolves when the first attempt to connect is over, however it ended. */
  readonly attempted: Promise<unknown>;
  readonly #options: StompLinkOptions;
  readonly #address: string;
  readonly #endAttempt: () => void;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #state: ConnectionState;
  #session: StompSession | undefined;
  #closed: Promise<void> | undefined;
  #logged: string | undefined;

  constructor(options: StompLinkOptions) {
    this.#options = options;
    this.#address = stompAddress(options.url);
    this.#state = down(`Connecting to ActiveMQ at ${this.#address}`);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.attempted = promise;
    this.#endAttempt = () => {
      resolve(undefined);
    };
    this.#running = this.#run();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The session of now, all set up; `undefined` while there is none. */
  get session(): StompSession | undefined {
    return this.#state.connected ? this.#session : undefined;
  }

  /** Disconnects, when the broker has done all that was sent, and stays so. Never rejects. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    this.#state = down(`Disconnected from ActiveMQ at ${this.#address}`);
    this.#endAttempt();
    await this.#session?.close();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 1; !signal.aborted; failures++) {
      if (await this.#runOnce()) failures = 1;
      await pause(backOffDelay(failures, patientBackOff), signal);
    }
  }

  /** One connection from its beginning to its end; false where it could not be used at all. */
  async #runOnce(): Promise<boolean> {
    const { signal } = this.#closing;
    let session: StompSession | undefined;
    try {
      session = await StompSession.open(parseStompUrl(this.#options.url), { signal });
      if (!signal.aborted) await this.#use(session);
      return true;
    } catch (error) {
      this.#enter(down(`Cannot use ActiveMQ at ${this.#address}: ${describeError(error)}`));
      return false;
    } finally {
      await session?.close();
    }
  }

  /** Resolves when the session has ended; rejects where it could not be set up. */
  async #use(session: StompSession): Promise<void> {
    this.#session = session;
    this.#state = down(`ActiveMQ at ${this.#address} is not ready yet`);
    const lost = session.ended.then((error) => Promise.reject(error));
    await Promise.race([this.#options.open?.(session), lost]);
    this.#enter({ connected: true });
    const error = await session.ended;
    this.#enter(down(`Lost ActiveMQ at ${this.#address}: ${describeError(error)}`));
  }

  #enter(state: ConnectionState): void {
    if (this.#closing.signal.aborted) return;
    this.#state = state;
    this.#endAttempt();
    const message = state.connected ? 'Connected to ActiveMQ' : state.reason;
    // Attempts that fail in the same way one after the other are one thing to know.
    if (message === this.#logged) return;
    this.#logged = message;
    const data = { broker: this.#address, for: this.#options.purpose };
    if (state.connected) this.#options.log.info(data, message);
    else this.#options.log.warn(data, message);
  }
}

function down(reason: string): ConnectionState {
  return { connected: false, reason };
}

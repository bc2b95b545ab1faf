import type { LiveSocket } from './live-socket';
import { NetworkProbe } from './network-probe';
import { WakeWatch } from './wake-watch';

/** The pause before another try: short, since nobody waits gladly, and longer each time up to a second. */
const retryMs = { first: 200, longest: 1_000 };
/** How long a try may take: a dead one must not be in the way when the network is back. */
const attemptMs = { first: 2_000, longest: 16_000 };
/** Connecting takes a few times as long as a request; one that takes longer still was begun in vain. */
const deadAttempt = { atLeastMs: 500, requests: 5 };
/** The gateway is heard at least every other second; after so long without, nobody is there. */
const silentMs = 5_000;
/** A page that is too busy to listen looks as if it had slept; connecting again and again helps nobody. */
const restlessMs = 60_000;

/**
 * Keeps a socket connected: tries again by itself for ever, and at once when the network is back, the
 * page is shown again or the machine has slept. A connection that has outlived a sleep is given up:
 * what is still on its way in it are old positions.
 */
export class Reconnector {
  readonly #socket: LiveSocket;
  readonly #listener: { readonly lost: () => void };
  readonly #wakeWatch: WakeWatch;
  readonly #probe: NetworkProbe;
  #heardAt = Date.now();
  #triedAt = Date.now();
  #gaveUpAt = -Infinity;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** `lost` is called when the connection is lost, and whenever it cannot be had. */
  constructor(document: Document, socket: LiveSocket, listener: { readonly lost: () => void }) {
    this.#socket = socket;
    this.#listener = listener;
    this.#wakeWatch = new WakeWatch(document, {
      looked: () => {
        this.#look();
      },
      woke: () => {
        this.#wake();
      },
    });
    this.#probe = new NetworkProbe(document, (tookMs) => {
      const { atLeastMs, requests } = deadAttempt;
      if (Date.now() - this.#triedAt > atLeastMs + requests * tookMs) this.renew();
    });
    this.#setAttemptTime();
    this.#listen();
  }

  /** Gives the connection up, or the try to get one, and begins anew at once. */
  renew(): void {
    const wasConnected = this.#socket.connected;
    this.#socket.disconnect();
    if (wasConnected) this.#listener.lost();
    this.#failures = 0;
    this.#connect();
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#wakeWatch.close();
    this.#probe.stop();
    this.#socket.io.off('ping', this.#hear);
    this.#socket.offAny(this.#hear);
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('connect', () => {
      this.#probe.stop();
      this.#heardAt = Date.now();
      this.#failures = 0;
      this.#setAttemptTime();
    });
    socket.on('disconnect', (reason) => {
      // That was us.
      if (reason === 'io client disconnect') return;
      this.#fail();
    });
    socket.on('connect_error', () => {
      this.#fail();
    });
    // Told before the listeners of the events themselves.
    socket.prependAny(this.#hear);
    socket.io.on('ping', this.#hear);
  }

  readonly #hear = (): void => {
    this.#look();
    this.#heardAt = Date.now();
  };

  /** Gives up a connection in which nothing was heard for so long: the machine has slept, or it is dead. */
  #look(): void {
    const now = Date.now();
    if (!this.#socket.connected || now - this.#heardAt <= silentMs) return;
    if (now - this.#gaveUpAt < restlessMs) return;
    this.#gaveUpAt = now;
    this.renew();
  }

  #wake(): void {
    if (this.#socket.connected) this.#look();
    // A first try that is still under way is as good as another.
    else if (this.#failures > 0) this.renew();
  }

  #fail(): void {
    this.#probe.stop();
    this.#listener.lost();
    this.#failures++;
    this.#setAttemptTime();
    const pause = Math.min(retryMs.longest, retryMs.first * 2 ** Math.min(10, this.#failures - 1));
    // Not all pages at once, when a gateway has been restarted.
    this.#connectIn(pause * (0.5 + Math.random() / 2));
  }

  #connectIn(ms: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#connect();
    }, ms);
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#heardAt = Date.now();
    this.#triedAt = Date.now();
    this.#setAttemptTime();
    this.#probe.start();
    this.#socket.connect();
  }

  /** Longer with each failure, for a network that is only slow. */
  #setAttemptTime(): void {
    const time = attemptMs.first * 2 ** Math.min(10, Math.floor(this.#failures / 3));
    this.#socket.io.timeout(Math.min(attemptMs.longest, time));
  }
}

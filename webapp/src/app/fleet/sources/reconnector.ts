import type { LiveSocket } from './live-socket';
import { NetworkProbe } from './network-probe';
import { TryRule, type TryReason } from './try-rule';
import { WakeWatch } from './wake-watch';

/** The gateway is heard at least every other second; after so long without, nobody is there. */
const silentMs = 5_000;
/** A page that is too busy to listen looks as if it had slept; connecting again and again helps nobody. */
const restlessMs = 60_000;

/**
 * Keeps a socket connected: tries again by itself for ever, and at once when the gateway answers again,
 * the page is shown again or the machine has slept; {@link TryRule} decides. A connection that has
 * outlived a sleep is given up: what is still on its way in it are old positions.
 */
export class Reconnector {
  readonly #socket: LiveSocket;
  readonly #listener: { readonly lost: () => void };
  readonly #wakeWatch: WakeWatch;
  readonly #probe: NetworkProbe;
  readonly #rule = new TryRule();
  #isPatient = false;
  #heardAt = Date.now();
  #gaveUpAt = -Infinity;
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
    this.#probe = new NetworkProbe(document, {
      answered: (tookMs) => {
        this.noteAnswer(tookMs);
      },
      missed: () => {
        this.#rule.miss();
      },
    });
    this.#listen();
    // The socket opens itself the first time.
    this.#begin('turn');
  }

  /** The gateway has answered a request, of ours or of polling, after so many milliseconds. */
  noteAnswer(tookMs: number): void {
    if (this.#rule.answer(Date.now(), tookMs)) this.#beginAnew('answer');
  }

  /**
   * Whether positions come another way meanwhile: then nobody asks for the gateway besides, and the
   * answers of that way are to be noted by {@link noteAnswer}.
   */
  setPatient(isPatient: boolean): void {
    this.#isPatient = isPatient;
    if (isPatient) this.#probe.stop();
    else if (!this.#socket.connected) {
      this.#rule.lose();
      this.#probe.start();
    }
  }

  /** Gives the connection up, or the try to get one, and begins anew at once. */
  renew(): void {
    this.#beginAnew('wake');
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
      this.#rule.succeed();
    });
    socket.on('disconnect', (reason) => {
      // That was us.
      if (reason === 'io client disconnect') return;
      this.#rule.lose();
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
    else if (this.#rule.wake(Date.now())) this.renew();
  }

  #fail(): void {
    this.#listener.lost();
    const pauseMs = this.#rule.fail();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#connect('turn');
    }, pauseMs);
    if (!this.#isPatient) this.#probe.start();
  }

  #beginAnew(reason: TryReason): void {
    const wasConnected = this.#socket.connected;
    this.#socket.disconnect();
    if (wasConnected) {
      this.#rule.lose();
      this.#listener.lost();
    }
    this.#connect(reason);
  }

  #connect(reason: TryReason): void {
    this.#begin(reason);
    this.#socket.connect();
  }

  #begin(reason: TryReason): void {
    clearTimeout(this.#retry);
    this.#heardAt = Date.now();
    this.#rule.begin(Date.now(), reason);
    this.#socket.io.timeout(this.#rule.lifeMs);
    if (!this.#isPatient) this.#probe.start();
  }
}

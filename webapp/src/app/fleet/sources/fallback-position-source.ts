import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { PollingPositionSource } from './polling-position-source';
import { PositionSource, type FleetView, type PositionListener } from '../position-source';
import { SocketPositionSource } from './socket-position-source';

/** So many tries in vain are enough for a page that has had no socket yet. */
const enoughFailures = 2;
/** A first try that takes longer hangs: some proxies swallow sockets. */
const firstTryMs = 4_000;
/** A socket that was there most likely comes back: it is waited for so long. */
const patienceMs = 10_000;

/**
 * Live positions over the gateway's socket; while that cannot be had, by polling. The socket is tried
 * on all the time, and takes over as soon as it is there.
 */
@Injectable()
export class FallbackPositionSource extends PositionSource {
  readonly #document = inject(DOCUMENT);
  readonly #socket = inject(SocketPositionSource);
  #polling: PollingPositionSource | undefined;
  /** Whether polling is answered: then one more try of the socket in vain is no news. */
  #isAnswered = false;
  #hasSocket = false;
  #hasHadSocket = false;
  #failures = 0;
  #lostAt = 0;
  #firstTry: ReturnType<typeof setTimeout> | undefined;

  override open(listener: PositionListener): void {
    const changeConnection: PositionListener['changeConnection'] = (connection) => {
      const isLost = connection.state === 'lost';
      if (!isLost) this.#takeSocket();
      if (!this.#isAnswered) listener.changeConnection(connection);
      if (isLost) this.#fail(listener);
    };
    this.#firstTry = setTimeout(() => void this.#poll(listener), firstTryMs);
    this.#socket.open(passOn(listener, changeConnection));
  }

  override look(view: FleetView): void {
    this.#socket.look(view);
  }

  override watchPasts(names: readonly string[]): void {
    this.#socket.watchPasts(names);
  }

  override close(): void {
    clearTimeout(this.#firstTry);
    this.#socket.close();
    this.#stopPolling();
  }

  #takeSocket(): void {
    clearTimeout(this.#firstTry);
    this.#hasSocket = true;
    this.#hasHadSocket = true;
    this.#stopPolling();
  }

  #fail(listener: PositionListener): void {
    this.#hasSocket = false;
    const failures = ++this.#failures;
    if (failures === 1) this.#lostAt = Date.now();
    const isEnough = this.#hasHadSocket
      ? Date.now() - this.#lostAt >= patienceMs
      : failures >= enoughFailures;
    if (isEnough) void this.#poll(listener);
  }

  async #poll(listener: PositionListener): Promise<void> {
    try {
      const { PollingPositionSource } = await import('./polling-position-source');
      // The socket may have come meanwhile, or another failure may have been faster.
      if (this.#hasSocket || this.#polling) return;
      this.#polling = new PollingPositionSource(this.#document, (tookMs) => {
        this.#socket.noteAnswer(tookMs);
      });
      this.#polling.open(
        passOn(listener, (connection) => {
          this.#setAnswered(connection.state !== 'lost');
          listener.changeConnection(connection);
        }),
      );
    } catch {
      // The network is away: the next failure tries again.
    }
  }

  #stopPolling(): void {
    this.#polling?.close();
    this.#polling = undefined;
    this.#failures = 0;
    this.#setAnswered(false);
  }

  #setAnswered(isAnswered: boolean): void {
    this.#isAnswered = isAnswered;
    this.#socket.setPatient(isAnswered);
  }
}

/** Tells the listener everything but changes of the connection, which go another way. */
function passOn(
  listener: PositionListener,
  changeConnection: PositionListener['changeConnection'],
): PositionListener {
  return {
    replaceAll: (positions) => {
      listener.replaceAll(positions);
    },
    update: (positions) => {
      listener.update(positions);
    },
    refresh: (positions) => {
      listener.refresh(positions);
    },
    changePast: (change) => {
      listener.changePast(change);
    },
    changeConnection,
  };
}

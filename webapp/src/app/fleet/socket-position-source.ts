import { DOCUMENT, inject, Injectable } from '@angular/core';
import { liveSocketPath, type FleetUpdate, type LiveEvents } from '@fleetman/contract';
import { io, type Socket } from 'socket.io-client';
import { FleetTable } from './fleet-table';
import { PositionSource, type FleetPositions, type PositionListener } from './position-source';
import { toVehicle, type Vehicle } from './vehicle';

/** The back-off after a lost connection: a second, then longer, but never so long that one notices. */
const reconnectAfterMs = { first: 1_000, longest: 5_000 };

/** Live positions over the gateway's socket, at `api/socket.io` beside the page. */
@Injectable()
export class SocketPositionSource extends PositionSource {
  readonly #document = inject(DOCUMENT);
  #socket: Socket<LiveEvents> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  override open(listener: PositionListener): void {
    const api = new URL('api/', this.#document.baseURI);
    const socket: Socket<LiveEvents> = io(api.origin, {
      path: api.pathname + liveSocketPath,
      transports: ['websocket'],
      reconnectionDelay: reconnectAfterMs.first,
      reconnectionDelayMax: reconnectAfterMs.longest,
      timeout: 10_000,
    });
    this.#socket = socket;
    socket.on('snapshot', (update) => {
      listener.changeConnection({ state: 'live' });
      listener.replaceAll(readUpdate(update));
    });
    socket.on('positions', (update) => {
      listener.update(readUpdate(update));
    });
    socket.on('disconnect', (reason) => {
      listener.changeConnection({ state: 'lost', since: Date.now() });
      // The one case that socket.io does not mend by itself: the server closed this client.
      if (reason === 'io server disconnect') this.#connectLater(socket);
    });
    socket.on('connect_error', () => {
      listener.changeConnection({ state: 'lost', since: Date.now() });
      // A server that refuses this client ends socket.io's own attempts.
      if (!socket.active) this.#connectLater(socket);
    });
  }

  override look(): void {
    // Every client is told of the whole fleet.
  }

  override close(): void {
    clearTimeout(this.#retry);
    this.#socket?.removeAllListeners().disconnect();
  }

  #connectLater(socket: Socket<LiveEvents>): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => socket.connect(), reconnectAfterMs.longest);
  }
}

function readUpdate({ now, vehicles }: FleetUpdate): FleetPositions {
  const sentAt = Date.parse(now);
  return {
    sentAt: Number.isFinite(sentAt) ? sentAt : Date.now(),
    reports: FleetTable.of(
      vehicles.map(toVehicle).filter((vehicle): vehicle is Vehicle => vehicle !== undefined),
    ),
  };
}

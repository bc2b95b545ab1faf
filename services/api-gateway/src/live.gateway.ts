import type { LiveEvents } from '@fleetman/contract';
import { Metrics } from '@fleetman/service-kit';
import type { OnApplicationShutdown } from '@nestjs/common';
import {
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import { FleetBroadcaster, type Recipient } from './fleet-broadcaster.ts';
import { FleetSnapshot } from './fleet-snapshot.ts';

/** A client may send events, and nobody listens to them. */
type LiveServer = Server<DefaultEventsMap, LiveEvents>;
type LiveSocket = Socket<DefaultEventsMap, LiveEvents, DefaultEventsMap, { recipient?: Recipient }>;

/** The fleet over socket.io: to each client a `snapshot`, then `positions` as vehicles move. */
@WebSocketGateway()
export class LiveGateway
  implements OnGatewayConnection<LiveSocket>, OnGatewayDisconnect<LiveSocket>, OnApplicationShutdown
{
  @WebSocketServer()
  private readonly server!: LiveServer;

  readonly #broadcaster: FleetBroadcaster;
  readonly #countClients: () => void;

  constructor(fleet: FleetSnapshot, metrics: Metrics) {
    this.#broadcaster = new FleetBroadcaster({
      fleet,
      now: () => new Date(),
      deliver: (recipients, event, update) => {
        // Socket.io encodes once for all whom it is sent to.
        this.server.to(recipients.map(({ id }) => id)).emit(event, update);
      },
    });
    const clients = metrics.gauge({
      name: 'fleetman_live_clients',
      help: 'Front ends that receive the fleet over a socket',
    });
    this.#countClients = () => {
      clients.set(this.#broadcaster.size);
    };
  }

  handleConnection(socket: LiveSocket): void {
    const recipient = {
      id: socket.id,
      // False from the moment a message is sent until the operating system has taken it.
      isReady: () => socket.conn.transport.writable,
    };
    socket.data.recipient = recipient;
    this.#broadcaster.add(recipient);
    this.#countClients();
  }

  handleDisconnect(socket: LiveSocket): void {
    if (socket.data.recipient) this.#broadcaster.remove(socket.data.recipient);
    this.#countClients();
  }

  onApplicationShutdown(): void {
    this.#broadcaster.close();
  }
}

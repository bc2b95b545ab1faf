import {
  liveFrameVersion,
  liveView,
  type LiveEvents,
  type LiveRequests,
  type Problem,
} from '@fleetman/contract';
import { Metrics } from '@fleetman/service-kit';
import type { OnApplicationShutdown } from '@nestjs/common';
import {
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
} from '@nestjs/websockets';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import { FleetBroadcaster, type LiveCoding } from './fleet-broadcaster.ts';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { LiveTraffic } from './live-traffic.ts';
import { MapView } from './map-view.ts';
import type { Recipient } from './recipient.ts';
import { SourceWatch } from '../fleet/source-watch.ts';

interface SocketData {
  recipient?: Recipient;
}
type LiveServer = Server<LiveRequests, LiveEvents, DefaultEventsMap, SocketData>;
type LiveSocket = Socket<LiveRequests, LiveEvents, DefaultEventsMap, SocketData>;

/** The fleet over socket.io: first all of it, then what moves, as JSON or in frames. */
@WebSocketGateway()
export class LiveGateway
  implements OnGatewayConnection<LiveSocket>, OnGatewayDisconnect<LiveSocket>, OnApplicationShutdown
{
  @WebSocketServer()
  private readonly server!: LiveServer;

  readonly #broadcaster: FleetBroadcaster;
  readonly #traffic: LiveTraffic;

  constructor(
    fleet: FleetSnapshot,
    private readonly source: SourceWatch,
    metrics: Metrics,
  ) {
    // Socket.io encodes once for all whom it is sent to.
    const to = (recipients: readonly Recipient[]) => this.server.to(recipients.map(({ id }) => id));
    this.#broadcaster = new FleetBroadcaster({
      fleet,
      now: () => new Date(),
      sendUpdate: (recipients, event, update) => to(recipients).emit(event, update),
      frames: {
        names: (recipients, first, names) => to(recipients).emit('names', first, names),
        frame: (recipients, frame) => to(recipients).emit('fleet', frame),
      },
    });
    this.#traffic = new LiveTraffic(metrics, () => this.#broadcaster.size);
    source.onChange((state) => this.server.emit('source', state));
  }

  handleConnection(socket: LiveSocket): void {
    const coding = codingOf(socket.handshake.auth);
    const recipient = {
      id: socket.id,
      // False from the moment a message is sent until the operating system has taken it.
      isReady: () => socket.conn.transport.writable,
    };
    socket.data.recipient = recipient;
    this.#traffic.watch(socket.conn, coding);
    socket.emit('source', this.source.source);
    this.#broadcaster.add(recipient, coding);
    socket.on('view', (view: unknown) => {
      const { success, data, error } = liveView.safeParse(view);
      if (success) this.#broadcaster.look(recipient, new MapView(data));
      else socket.emit('problem', viewProblem(error.issues));
    });
  }

  handleDisconnect(socket: LiveSocket): void {
    if (socket.data.recipient) this.#broadcaster.remove(socket.data.recipient);
  }

  onApplicationShutdown(): void {
    this.#broadcaster.close();
  }
}

/** Frames for a client whose greeting says that it reads ours, else JSON. */
function codingOf({ codec }: Readonly<Record<string, unknown>>): LiveCoding {
  return codec === liveFrameVersion ? 'frames' : 'json';
}

function viewProblem(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Problem {
  const detail = issues.map(({ path, message }) => `${path.join('.') || 'view'}: ${message}`);
  return {
    type: 'urn:fleetman:query-invalid',
    title: 'The view cannot be understood',
    status: 400,
    detail: detail.join('; '),
    instance: 'view',
  };
}

import { liveFrameVersion, liveView, type FleetUpdate, type Problem } from '@fleetman/contract';
import { FleetmanError, problemFor, type ServiceHost } from '@fleetman/service-kit';
import { Inject, type OnApplicationShutdown } from '@nestjs/common';
import {
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { FleetFollower } from '../fleet/fleet-follower.ts';
import { FleetSnapshot } from '../fleet/fleet-snapshot.ts';
import { VehicleLabels } from '../labels/vehicle-labels.ts';
import { LiveAudiences } from './live-audiences.ts';
import { LiveTraffic } from './live-traffic.ts';
import { PageSpans } from './page-spans.ts';
import type { LiveCoding } from './fleet-broadcaster.ts';
import type { Recipient } from './recipient.ts';
import { SocketDoor, type LiveServer, type LiveSocket } from './socket-door.ts';
import { SourceWatch } from '../fleet/source-watch.ts';
import { Sessions } from '../session/sessions.ts';
import { Visibility } from '../visibility/visibility.ts';

/** The token of what the process gives the service. */
export const serviceHost = Symbol('ServiceHost');

/** The fleet over socket.io: first all of it, then what moves, as JSON or in frames. */
@WebSocketGateway()
export class LiveGateway
  implements
    OnGatewayInit<LiveServer>,
    OnGatewayConnection<LiveSocket>,
    OnGatewayDisconnect<LiveSocket>,
    OnApplicationShutdown
{
  @WebSocketServer()
  private readonly server!: LiveServer;

  @Inject(Sessions)
  private readonly sessions!: Sessions;

  @Inject(VehicleLabels)
  private readonly labels!: VehicleLabels;

  readonly #audiences: LiveAudiences;
  readonly #traffic: LiveTraffic;
  #door: SocketDoor | undefined;
  readonly #pageSpans: PageSpans;

  constructor(
    fleet: FleetSnapshot,
    private readonly source: SourceWatch,
    follower: FleetFollower,
    @Inject(serviceHost) private readonly host: Pick<ServiceHost, 'metrics' | 'tracer'>,
  ) {
    const { metrics, tracer } = host;
    // Socket.io encodes once for all whom it is sent to.
    const to = (recipients: readonly Recipient[]) => this.server.to(recipients.map(({ id }) => id));
    this.#pageSpans = new PageSpans(tracer.of('webapp'), () => Date.now());
    this.#audiences = new LiveAudiences({
      fleet,
      now: () => new Date(),
      tracer,
      sendUpdate: (recipients, event, update) =>
        to(recipients).emit(event, event === 'snapshot' ? withLabels(update, this.labels) : update),
      frames: {
        names: (recipients, first, names) => {
          const { labels } = this;
          const called = labels.isEmpty ? [] : [names.map((name) => labels.of(name) ?? null)];
          to(recipients).emit('names', first, names, ...called);
        },
        frame: (recipients, frame) => to(recipients).emit('fleet', frame),
        trace: (recipients, traceparent) => {
          const asked = this.#pageSpans.ask(recipients, traceparent);
          // To nobody would be to all.
          if (asked.length > 0) to(asked).emit('trace', traceparent);
        },
      },
      sendLate: (recipient, late) => to([recipient]).emit('late', late),
    });
    this.#traffic = new LiveTraffic(metrics, () => this.#audiences.size);
    source.onChange((state) => this.server.emit('source', state));
    follower.onLate((late) => {
      this.#audiences.announce(late);
    });
  }

  afterInit(server: LiveServer): void {
    this.#door = new SocketDoor(server, this.sessions, ({ data }, { visibility }) => {
      if (data.recipient) this.#audiences.limit(data.recipient, visibility);
    });
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
    const { visibility = Visibility.nothing } = socket.data.access ?? {};
    this.#audiences.add(recipient, { coding, visibility });
    if (this.host.tracer.isOn) {
      socket.on('shown', (shown: unknown) => {
        this.#pageSpans.take(recipient, shown);
      });
    }
    socket.on('view', (view: unknown) => {
      const { success, data, error } = liveView.safeParse(view);
      if (success) this.#audiences.look(recipient, data);
      else socket.emit('problem', viewProblem(error.issues));
    });
  }

  handleDisconnect(socket: LiveSocket): void {
    const { recipient } = socket.data;
    if (!recipient) return;
    this.#audiences.remove(recipient);
    this.#pageSpans.forget(recipient);
  }

  onApplicationShutdown(): void {
    this.#door?.close();
    this.#audiences.close();
  }
}

/** The same object where no vehicle has a label. */
function withLabels(update: FleetUpdate, labels: VehicleLabels): FleetUpdate {
  if (labels.isEmpty) return update;
  return { ...update, vehicles: update.vehicles.map((vehicle) => labels.labelled(vehicle)) };
}

/** Frames for a client whose greeting says that it reads ours, else JSON. */
function codingOf({ codec }: Readonly<Record<string, unknown>>): LiveCoding {
  return codec === liveFrameVersion ? 'frames' : 'json';
}

function viewProblem(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Problem {
  const detail = issues.map(({ path, message }) => `${path.join('.') || 'view'}: ${message}`);
  return problemFor(new FleetmanError('query-invalid', detail.join('; ')), 'view');
}

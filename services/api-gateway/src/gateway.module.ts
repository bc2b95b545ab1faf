import { openLiveFeed } from '@fleetman/messaging';
import type { Metrics, ServiceHost } from '@fleetman/service-kit';
import {
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import type { GatewayConfig } from './config.ts';
import { FleetController } from './rest/fleet.controller.ts';
import { FleetFollower } from './fleet/fleet-follower.ts';
import { FleetSnapshot } from './fleet/fleet-snapshot.ts';
import { HistoryController, HistoryPolicy } from './rest/history.controller.ts';
import { HttpTrackerClient } from './tracker/http-tracker-client.ts';
import { VehicleLabels } from './labels/vehicle-labels.ts';
import { LiveGateway, serviceHost } from './live/live.gateway.ts';
import { RequestLimit } from './rest/request-limit.ts';
import { ServiceCardController } from './rest/service-card.controller.ts';
import { FleetRecordsController } from './records/fleet-records.controller.ts';
import { HistoryNotes } from './records/history-notes.ts';
import { PeopleController } from './records/people.controller.ts';
import { RegistryDesk } from './records/registry-desk.ts';
import { SharesController } from './records/shares.controller.ts';
import { VehicleRecordsController } from './records/vehicle-records.controller.ts';
import { OidcController } from './session/oidc/oidc.controller.ts';
import { People } from './session/people.ts';
import { SessionController, SessionSurroundings } from './session/session.controller.ts';
import { Sessions } from './session/sessions.ts';
import { Sights } from './visibility/sights.ts';
import { SourceWatch } from './fleet/source-watch.ts';
import { StopFinder } from './stops/stop-finder.ts';
import { TrackerClient } from './tracker/tracker-client.ts';
import { VehicleStops } from './stops/vehicle-stops.ts';
import { VehiclesController } from './rest/vehicles.controller.ts';

/** Without a live feed the tracker is asked for the fleet this often, in milliseconds. */
const pollMs = 1_000;

/** A live feed delivers at most once, and anything: it is set right after so long, in milliseconds. */
const reconcileMs = 10_000;

const controllers = [
  ServiceCardController,
  SessionController,
  OidcController,
  VehiclesController,
  HistoryController,
  FleetController,
  FleetRecordsController,
  VehicleRecordsController,
  SharesController,
  PeopleController,
];

/** What is looked for beside while the fleet is followed. */
class FleetWatches {
  readonly #source: SourceWatch;
  readonly #stopFinder: StopFinder;

  constructor(source: SourceWatch, stopFinder: StopFinder) {
    this.#source = source;
    this.#stopFinder = stopFinder;
  }

  start(): void {
    this.#source.start();
    this.#stopFinder.start();
  }

  async close(): Promise<void> {
    this.#source.close();
    await this.#stopFinder.close();
  }
}

/** Puts the gateway together; what is opened here is closed here. */
@Module({})
export class GatewayModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(FleetFollower) private readonly follower: FleetFollower,
    @Inject(TrackerClient) private readonly tracker: TrackerClient,
    @Inject(FleetWatches) private readonly watches: FleetWatches,
    @Inject(People) private readonly people: People,
  ) {}

  static register(config: GatewayConfig, host: ServiceHost): DynamicModule {
    const { log, metrics, readiness, tracer } = host;
    const now = () => new Date();
    const fleet = new FleetSnapshot({ maxVehicles: config.MAX_VEHICLES, now });
    const tracker = new HttpTrackerClient({
      url: config.TRACKER_URL,
      timeoutMs: config.TRACKER_TIMEOUT,
      tracer,
    });
    const events = { onDropped: countDropped(metrics) };
    const feed =
      config.LIVE_URL === undefined
        ? undefined
        : openLiveFeed(config.LIVE_URL, { log, events, tracer });
    // The gateway can do its job without both; who looks for a fault sees what is away.
    readiness.addInformational('tracker', () => tracker.connection);
    if (feed) readiness.addInformational('live feed', () => feed.connection);
    const follower = new FleetFollower({
      fleet,
      tracker,
      feed,
      intervalMs: feed ? reconcileMs : pollMs,
      onRefused: events.onDropped,
      log: log.child({ tracker: config.TRACKER_URL }),
    });
    const source = new SourceWatch({ fleet, feed, now });
    measureFleet(fleet, metrics);
    measureLimit(config, metrics);
    return {
      module: GatewayModule,
      controllers,
      providers: [
        LiveGateway,
        Sights,
        { provide: serviceHost, useValue: host },
        { provide: FleetSnapshot, useValue: fleet },
        { provide: TrackerClient, useValue: tracker },
        { provide: FleetFollower, useValue: follower },
        ...provideWatches(source, fleet, tracker),
        ...providePeople(new People(config, host), config, host),
        { provide: HistoryPolicy, useValue: { isWhole: config.WHOLE_HISTORIES } },
        {
          provide: RequestLimit,
          useValue: new RequestLimit(config.RATE_LIMIT, config.TRUST_PROXY),
        },
      ],
    };
  }

  onModuleInit(): void {
    this.follower.start();
    this.watches.start();
    this.people.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.watches.close();
    this.tracker.close();
    await this.follower.close();
    await this.people.close();
  }
}

function provideWatches(
  source: SourceWatch,
  fleet: FleetSnapshot,
  tracker: TrackerClient,
): Provider[] {
  const stops = new VehicleStops(fleet);
  const stopFinder = new StopFinder({ stops, tracker, now: () => new Date() });
  return [
    { provide: SourceWatch, useValue: source },
    { provide: VehicleStops, useValue: stops },
    { provide: FleetWatches, useValue: new FleetWatches(source, stopFinder) },
  ];
}

function providePeople(
  people: People,
  { DEVICES_URL, TELTONIKA_PORT }: GatewayConfig,
  { log }: ServiceHost,
): Provider[] {
  const { registry, sessions } = people;
  const desk = new RegistryDesk(registry?.client, registry?.memory);
  const surroundings: SessionSurroundings = {
    registry: registry !== undefined,
    devicesUrl: DEVICES_URL,
    teltonikaPort: TELTONIKA_PORT,
  };
  const isNoted = registry !== undefined && sessions.login !== 'off';
  const notes = isNoted ? new HistoryNotes({ registry: registry.client, log }) : new HistoryNotes();
  return [
    { provide: HistoryNotes, useValue: notes },
    { provide: People, useValue: people },
    { provide: Sessions, useValue: sessions },
    { provide: VehicleLabels, useValue: people.labels },
    { provide: RegistryDesk, useValue: desk },
    { provide: SessionSurroundings, useValue: surroundings },
  ];
}

function countDropped(metrics: Metrics): (count: number) => void {
  const dropped = metrics.counter({
    name: 'fleetman_live_dropped_total',
    help: 'Positions of the live feed, or whole messages, that cannot be true and were dropped',
  });
  return (count) => {
    dropped.inc(count);
  };
}

function measureFleet(fleet: FleetSnapshot, metrics: Metrics): void {
  metrics.gauge({
    name: 'fleetman_vehicles',
    help: 'Vehicles that the gateway knows',
    read(gauge) {
      gauge.set(fleet.size);
    },
  });
}

/** An alert compares it with the number of clients, whatever the setting is. */
function measureLimit({ MAX_CLIENTS }: GatewayConfig, metrics: Metrics): void {
  const most = metrics.gauge({
    name: 'fleetman_live_clients_max',
    help: 'Front ends that may receive the fleet over a socket at once',
  });
  most.set(MAX_CLIENTS);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TcpProxy } from '@fleetman/messaging/testing';
import { freePort } from '@fleetman/toolkit/testing';
import { deviceLines } from '../devices/device-list.ts';
import { LoadBalancer } from '../network/load-balancer.ts';
import { DatabaseServer } from './database-server.ts';
import { RabbitServer } from './rabbit-server.ts';
import { ServiceProcess } from './service-process.ts';

/** How long a stopping service serves on: some rounds of the balancers' probes. */
const drainDelay = '1s';

/** A service of ours with its own lines to the servers. */
export interface Replica {
  readonly process: ServiceProcess;
  readonly toBroker: TcpProxy;
}

/** Everything that runs: two servers, two trackers, two gateways, two receivers, and the network between them. */
export interface Stack {
  readonly broker: RabbitServer;
  readonly database: DatabaseServer;
  readonly trackers: readonly Replica[];
  readonly gateways: readonly Replica[];
  readonly receivers: readonly Replica[];
  /** Each connection to the broker, also that of the load, goes through one of these. */
  readonly brokerLines: readonly TcpProxy[];
  readonly databaseLines: readonly TcpProxy[];
  /** The broker as vehicles reach it. */
  readonly publishUrl: string;
  /** The gateways as front ends reach them. */
  readonly gatewayUrl: string;
  /** The receivers as phones reach them, and as Teltonika trackers do. */
  readonly devicesUrl: string;
  readonly teltonikaUrl: string;
  close(): Promise<void>;
}

/**
 * Starts everything in a folder of its own, and resolves when all services are ready. The receivers know a
 * phone and a tracker of each of these vehicles.
 */
export async function startStack(folder: string, vehicles: readonly string[]): Promise<Stack> {
  const open: { close(): Promise<unknown> }[] = [];
  const keep = <T extends { close(): Promise<unknown> }>(part: T): T => {
    open.push(part);
    return part;
  };
  const close = async (): Promise<void> => {
    for (const part of open.toReversed()) await part.close();
  };
  try {
    return { ...(await assemble(folder, vehicles, keep)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Keep = <T extends { close(): Promise<unknown> }>(part: T) => T;

async function assemble(
  folder: string,
  vehicles: readonly string[],
  keep: Keep,
): Promise<Omit<Stack, 'close'>> {
  const { broker, database } = await startServers(folder, keep);
  const network = new Network(folder, broker.url, keep);
  const publishers = await network.lineTo(broker.url);
  const databaseLines = [await network.lineTo(database.url), await network.lineTo(database.url)];
  const trackers = await network.replicas('position-tracker', (brokerUrl, index) => ({
    QUEUE_URL: brokerUrl,
    STORE_URL: `${databaseLines[index]?.url ?? ''}/fleetman`,
  }));
  const trackerUrl = await network.balance(trackers);
  const gateways = await network.replicas('api-gateway', (brokerUrl) => ({
    LIVE_URL: brokerUrl,
    TRACKER_URL: trackerUrl,
    RATE_LIMIT: '0',
  }));
  const DEVICES_FILE = join(folder, 'devices.jsonl');
  writeFileSync(DEVICES_FILE, deviceLines(vehicles));
  const teltonikaPorts = [await freePort(), await freePort()];
  const receivers = await network.replicas('position-receiver', (brokerUrl, index) => ({
    ...{ QUEUE_URL: brokerUrl, PUBLISH_TIMEOUT: '5s', DEVICES_FILE, KEY_RATE_LIMIT: '0' },
    TELTONIKA_PORT: String(teltonikaPorts[index]),
  }));
  const services = [...trackers, ...gateways, ...receivers];
  await Promise.all(services.map(({ process }) => process.ready()));
  return {
    ...{ broker, database, trackers, gateways, receivers, databaseLines },
    brokerLines: [publishers, ...services.map(({ toBroker }) => toBroker)],
    publishUrl: publishers.url,
    gatewayUrl: await network.balance(gateways),
    devicesUrl: await network.balance(receivers),
    teltonikaUrl: await network.balance(receivers, teltonikaPorts),
  };
}

/** What the nth replica of a service is told, given its own way to the broker. */
type Environment = (brokerUrl: string, index: number) => Readonly<Record<string, string>>;

/** The ways between the parts. */
class Network {
  readonly #folder: string;
  readonly #brokerUrl: string;
  readonly #keep: Keep;

  constructor(folder: string, brokerUrl: string, keep: Keep) {
    this.#folder = folder;
    this.#brokerUrl = brokerUrl;
    this.#keep = keep;
  }

  /** A way that faults can be done to. */
  async lineTo(url: string): Promise<TcpProxy> {
    return this.#keep(await TcpProxy.listen(url));
  }

  /** Starts two of a service, each with a way of its own to the broker. */
  replicas(service: string, environment: Environment): Promise<readonly Replica[]> {
    return Promise.all([0, 1].map((index) => this.#replica(service, environment, index)));
  }

  /** Where connections go to one of these; to another port than that of its URL if ports are given. */
  async balance(replicas: readonly Replica[], ports: readonly number[] = []): Promise<string> {
    const backends = replicas.map(({ process: { url } }, index) => {
      const port = ports[index];
      return { url, ...(port !== undefined && { port }) };
    });
    return this.#keep(await LoadBalancer.listen(backends)).url;
  }

  async #replica(service: string, environment: Environment, index: number): Promise<Replica> {
    // As `tracker 1`.
    const name = `${service.split('-')[1] ?? service} ${index + 1}`;
    const toBroker = await this.lineTo(this.#brokerUrl);
    const settings = { DRAIN_DELAY: drainDelay, ...environment(toBroker.url, index) };
    const ports = { port: await freePort(), metricsPort: await freePort() };
    const output = join(this.#folder, `${name.replace(' ', '-')}.log`);
    const options = { name, service, ...ports, environment: settings, output };
    const process = this.#keep(new ServiceProcess(options));
    await process.start();
    return { process, toBroker };
  }
}

async function startServers(folder: string, keep: Keep) {
  const [brokerFolder, databaseFolder] = [join(folder, 'broker'), join(folder, 'database')];
  for (const each of [brokerFolder, databaseFolder]) mkdirSync(each, { recursive: true });
  const broker = keep(await RabbitServer.prepare(brokerFolder));
  const database = keep(await DatabaseServer.prepare(databaseFolder));
  await Promise.all([broker.start(), database.start()]);
  return { broker, database };
}

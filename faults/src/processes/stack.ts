import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TcpProxy } from '@fleetman/messaging/testing';
import { freePort } from '@fleetman/toolkit/testing';
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

/** Everything that runs: two servers, two trackers, two gateways, and the network between them. */
export interface Stack {
  readonly broker: RabbitServer;
  readonly database: DatabaseServer;
  readonly trackers: readonly Replica[];
  readonly gateways: readonly Replica[];
  /** Each connection to the broker, also that of the load, goes through one of these. */
  readonly brokerLines: readonly TcpProxy[];
  readonly databaseLines: readonly TcpProxy[];
  /** The broker as vehicles reach it. */
  readonly publishUrl: string;
  /** The gateways as front ends reach them. */
  readonly gatewayUrl: string;
  close(): Promise<void>;
}

/** Starts everything in a folder of its own, and resolves when all services are ready. */
export async function startStack(folder: string): Promise<Stack> {
  const open: { close(): Promise<unknown> }[] = [];
  const keep = <T extends { close(): Promise<unknown> }>(part: T): T => {
    open.push(part);
    return part;
  };
  const close = async (): Promise<void> => {
    for (const part of open.toReversed()) await part.close();
  };
  try {
    return { ...(await assemble(folder, keep)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Keep = <T extends { close(): Promise<unknown> }>(part: T) => T;

async function assemble(folder: string, keep: Keep): Promise<Omit<Stack, 'close'>> {
  const { broker, database } = await startServers(folder, keep);
  const lineTo = async (url: string) => keep(await TcpProxy.listen(url));
  const vehicles = await lineTo(broker.url);
  const databaseLines = [await lineTo(database.url), await lineTo(database.url)];
  const replica = async (name: string, service: string, environment: Environment) => {
    const toBroker = await lineTo(broker.url);
    const settings = { DRAIN_DELAY: drainDelay, ...environment(toBroker.url) };
    const ports = { port: await freePort(), metricsPort: await freePort() };
    const output = join(folder, `${name.replace(' ', '-')}.log`);
    const options = { name, service, ...ports, environment: settings, output };
    const process = keep(new ServiceProcess(options));
    await process.start();
    return { process, toBroker };
  };
  const balance = async (replicas: readonly Replica[]) =>
    keep(await LoadBalancer.listen(replicas.map(({ process }) => process.url)));

  const trackers = await Promise.all(
    databaseLines.map((line, index) =>
      replica(`tracker ${index + 1}`, 'position-tracker', (brokerUrl) => ({
        QUEUE_URL: brokerUrl,
        STORE_URL: `${line.url}/fleetman`,
      })),
    ),
  );
  const trackerUrl = (await balance(trackers)).url;
  const gateways = await Promise.all(
    [1, 2].map((nth) =>
      replica(`gateway ${nth}`, 'api-gateway', (brokerUrl) => ({
        LIVE_URL: brokerUrl,
        TRACKER_URL: trackerUrl,
        RATE_LIMIT: '0',
      })),
    ),
  );
  const gatewayUrl = (await balance(gateways)).url;
  await Promise.all([...trackers, ...gateways].map(({ process }) => process.ready()));
  return {
    ...{ broker, database, trackers, gateways, databaseLines, gatewayUrl },
    brokerLines: [vehicles, ...[...trackers, ...gateways].map(({ toBroker }) => toBroker)],
    publishUrl: vehicles.url,
  };
}

/** What a service is told, given its own way to the broker. */
type Environment = (brokerUrl: string) => Record<string, string>;

async function startServers(folder: string, keep: Keep) {
  const [brokerFolder, databaseFolder] = [join(folder, 'broker'), join(folder, 'database')];
  for (const each of [brokerFolder, databaseFolder]) mkdirSync(each, { recursive: true });
  const broker = keep(await RabbitServer.prepare(brokerFolder));
  const database = keep(await DatabaseServer.prepare(databaseFolder));
  await Promise.all([broker.start(), database.start()]);
  return { broker, database };
}

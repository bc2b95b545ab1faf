import { Broker } from './broker.ts';
import { Database } from './database.ts';

/** What a scenario may need beside our own programs. */
export type ServerName = 'RabbitMQ' | 'MongoDB';

/** The servers of a run; one that is not there has the reason instead. */
export interface Servers {
  readonly broker: Broker | string;
  readonly database: Database | string;
}

/** Looks for the servers that `AMQP_URL` and `MONGO_URL` name, or on this machine. */
export async function findServers(): Promise<Servers> {
  const amqpUrl = process.env['AMQP_URL'] ?? 'amqp://127.0.0.1';
  const mongoUrl = process.env['MONGO_URL'] ?? 'mongodb://127.0.0.1';
  return {
    broker: await Broker.connect(amqpUrl).catch(() =>
      missing({ name: 'RabbitMQ', url: amqpUrl, image: 'rabbitmq:4.2', variable: 'AMQP_URL' }),
    ),
    database: await Database.connect(mongoUrl).catch(() =>
      missing({ name: 'MongoDB', url: mongoUrl, image: 'mongo:8.0', variable: 'MONGO_URL' }),
    ),
  };
}

function missing(server: {
  readonly name: ServerName;
  readonly url: string;
  readonly image: string;
  readonly variable: string;
}): string {
  const { name, url, image, variable } = server;
  const port = name === 'RabbitMQ' ? 5672 : 27017;
  return `no ${name} at ${url}: docker run --rm -d -p ${port}:${port} ${image}, or name another by ${variable}`;
}

/** Why a scenario with these needs cannot run; `undefined` if it can. */
export function whyNot(servers: Servers, needs: readonly ServerName[]): string | undefined {
  const reasons = [
    needs.includes('RabbitMQ') ? servers.broker : undefined,
    needs.includes('MongoDB') ? servers.database : undefined,
  ].filter((server) => typeof server === 'string');
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}

import { connect } from 'amqplib';
import { MongoClient } from 'mongodb';
import { ObservedProcess } from './observed-process.ts';
import { findListener } from './process-usage.ts';

/** The database of the benchmarks: dropped before each. */
const database = 'fleetman_bench';

const amqpUrl = process.env['AMQP_URL'] ?? 'amqp://127.0.0.1';
const mongoUrl = process.env['MONGO_URL'] ?? 'mongodb://127.0.0.1';

/** What the services are told of the servers. */
export const serverEnvironment = {
  QUEUE_URL: amqpUrl,
  LIVE_URL: amqpUrl,
  STORE_URL: `${mongoUrl}/${database}`,
};

/** Begins with an empty queue and an empty database. */
export async function emptyServers(): Promise<void> {
  const connection = await connect(amqpUrl);
  const channel = await connection.createChannel();
  await channel.deleteQueue('positionQueue');
  await connection.close();
  const client = new MongoClient(mongoUrl);
  await client.db(database).dropDatabase();
  await client.close();
}

/** How many reports wait in the queue. */
export async function queueLength(): Promise<number> {
  const connection = await connect(amqpUrl);
  const channel = await connection.createChannel();
  const { messageCount } = await channel.checkQueue('positionQueue');
  await connection.close();
  return messageCount;
}

/** The servers' own processes, where they run on this machine. */
export function observeServers(): ObservedProcess[] {
  const servers = [
    { name: 'RabbitMQ', port: Number(new URL(amqpUrl).port || 5672) },
    { name: 'MongoDB', port: Number(new URL(mongoUrl).port || 27017) },
  ];
  return servers.flatMap(({ name, port }) => {
    const pid = findListener(port);
    return pid === undefined ? [] : [new ObservedProcess(name, pid)];
  });
}

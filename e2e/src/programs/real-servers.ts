import { connect } from 'amqplib';
import { MongoClient } from 'mongodb';

/** Where the real servers are, or why the tests that need them cannot run. */
export const realServers = {
  amqpUrl: process.env['AMQP_URL'] ?? '',
  mongoUrl: process.env['MONGO_URL'] ?? '',
  missing:
    process.env['AMQP_URL'] && process.env['MONGO_URL']
      ? ''
      : 'AMQP_URL and MONGO_URL name no servers',
};

/** Deletes the queues and the database of earlier runs. */
export async function forgetEverything(database: string): Promise<void> {
  const connection = await connect(realServers.amqpUrl);
  const channel = await connection.createChannel();
  for (const queue of ['positionQueue', 'positionQueue.dead']) await channel.deleteQueue(queue);
  await connection.close();
  await withClient((client) => client.db(database).dropDatabase());
}

/** How many messages wait in a queue. */
export async function countMessages(queue: string): Promise<number> {
  const connection = await connect(realServers.amqpUrl);
  const channel = await connection.createChannel();
  const { messageCount } = await channel.checkQueue(queue);
  await connection.close();
  return messageCount;
}

/** The fixes in the database, each as `vehicle|time`, in any order. */
export async function storedFixes(database: string): Promise<readonly string[]> {
  return withClient(async (client) => {
    const documents = await client.db(database).collection('positions').find().toArray();
    return documents.map((document) => {
      const { vehicle, time } = document as unknown as { vehicle: string; time: Date };
      return `${vehicle}|${time.toISOString()}`;
    });
  });
}

async function withClient<T>(use: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(realServers.mongoUrl);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

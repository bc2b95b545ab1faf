import { connect, type ConfirmChannel } from 'amqplib';

/** Something that a user of the queue may or may not do. */
type Action = (channel: ConfirmChannel) => Promise<unknown>;

const reports = 'positionQueue';
const letters = 'positionQueue.dead';
const live = 'positions.live';

/** As the services do it, and as somebody would who has one of their passwords. */
const actions = {
  'publish a report': (channel) => publish(channel, '', reports, aReport()),
  'publish live positions': (channel) => publish(channel, live, '', '[]'),
  'publish elsewhere': (channel) => publish(channel, 'amq.topic', 'x', '{}'),
  'follow the live feed': async (channel) => {
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, live, '');
    await channel.consume(queue, () => undefined, { noAck: true });
  },
  'take reports': (channel) => look(channel, reports),
  'take dead letters': (channel) => look(channel, letters),
  'follow something else': async (channel) => {
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, 'amq.topic', '#');
  },
  // With other settings than it has: who may is told of those.
  'declare the queue': (channel) => channel.assertQueue(reports, { durable: false }),
  'declare the live feed': (channel) => channel.assertExchange(live, 'topic'),
  'declare others': (channel) => channel.assertQueue('others', { exclusive: true }),
} satisfies Record<string, Action>;

/** These do harm where they are allowed. */
const harmful = {
  'purge the reports': (channel) => channel.purgeQueue(reports),
  'purge the dead letters': (channel) => channel.purgeQueue(letters),
  'delete the queue': (channel) => channel.deleteQueue(reports),
  'delete the dead letters': (channel) => channel.deleteQueue(letters),
  'delete the live feed': (channel) => channel.deleteExchange(live),
} satisfies Record<string, Action>;

/**
 * What the user of this URL may do. With `without: 'harm'` that is not tried which would do harm:
 * for users who may.
 */
export async function allowedAtQueue(
  url: string,
  { without }: { readonly without?: 'harm' } = {},
): Promise<readonly string[]> {
  const model = await connect(url);
  try {
    const allowed: string[] = [];
    for (const [name, action] of Object.entries({ ...actions, ...(!without && harmful) })) {
      const channel = await model.createConfirmChannel();
      if (await isAllowed(channel, action)) allowed.push(name);
    }
    return allowed;
  } finally {
    await model.close();
  }
}

/** AMQP's code of what a user may not do. */
const accessRefused = 403;

async function isAllowed(channel: ConfirmChannel, action: Action): Promise<boolean> {
  // A refused message is answered by the end of its channel, which says why in this event alone.
  const refusals: unknown[] = [];
  channel.on('error', (error) => refusals.push(error));
  try {
    await action(channel);
    await channel.close();
    return true;
  } catch (error) {
    const [reason = error] = refusals;
    const code = reason instanceof Error && 'code' in reason ? reason.code : undefined;
    if (code === undefined) throw error;
    // Any other answer is one to somebody who may ask.
    return code !== accessRefused;
  }
}

async function publish(
  channel: ConfirmChannel,
  exchange: string,
  key: string,
  body: string,
): Promise<void> {
  channel.publish(exchange, key, Buffer.from(body), { persistent: true });
  await channel.waitForConfirms();
}

/** Takes the oldest message, and gives it back. */
async function look(channel: ConfirmChannel, queue: string): Promise<void> {
  const message = await channel.get(queue);
  if (message) channel.nack(message);
}

function aReport(): string {
  const time = new Date().toISOString();
  return JSON.stringify({ vehicle: 'Least Rights', lat: -29.9, long: -71.25, time });
}

/** What of the administration of RabbitMQ somebody with this login may do, by its console's API. */
export async function allowedAtConsole(url: string, login: string): Promise<readonly string[]> {
  const headers = {
    Authorization: `Basic ${Buffer.from(login).toString('base64')}`,
    'Content-Type': 'application/json',
  };
  const allowed: string[] = [];
  for (const [name, { method, path, body }] of Object.entries(requests)) {
    const answer = await fetch(`${url}/api/${path}`, { method, headers, body: body ?? null });
    if (answer.ok) allowed.push(name);
  }
  return allowed;
}

interface ConsoleRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

const inQueues = `queues/%2F/${reports}`;

const requests: Readonly<Record<string, ConsoleRequest>> = {
  'see the queue': { method: 'GET', path: inQueues },
  'see connections': { method: 'GET', path: 'connections' },
  'see the node': { method: 'GET', path: 'nodes' },
  'take reports': {
    method: 'POST',
    path: `${inQueues}/get`,
    body: '{"count":1,"ackmode":"ack_requeue_true","encoding":"auto"}',
  },
  'publish a report': {
    method: 'POST',
    path: 'exchanges/%2F/amq.default/publish',
    body: `{"routing_key":"${reports}","payload":"{}","payload_encoding":"string","properties":{}}`,
  },
  'purge the reports': { method: 'DELETE', path: `${inQueues}/contents` },
  'delete the queue': { method: 'DELETE', path: inQueues },
  'see users': { method: 'GET', path: 'users' },
  'make an administrator': {
    method: 'PUT',
    path: 'users/intruder',
    body: '{"password":"intruder","tags":"administrator"}',
  },
  'change rights': {
    method: 'PUT',
    path: 'permissions/%2F/fleetman',
    body: '{"configure":".*","write":".*","read":".*"}',
  },
  'see all definitions': { method: 'GET', path: 'definitions' },
  'set a policy': {
    method: 'PUT',
    path: 'policies/%2F/drop',
    body: '{"pattern":".*","definition":{"max-length":1}}',
  },
};

import type { Channel, ChannelModel } from 'amqplib';

/** AMQP's codes of what a user may not do, and of what does not exist. */
const accessRefused = 403;
const notFound = 404;

/** A queue or an exchange: how to see whether it exists, which needs no right, and how to make it. */
export interface Declarable {
  /** For messages, like `the queue positionQueue`. */
  readonly name: string;
  readonly find: (channel: Channel) => Promise<unknown>;
  readonly declare: (channel: Channel) => Promise<unknown>;
}

/**
 * Makes what does not exist yet. For users with few rights: RabbitMQ asks for the right to configure
 * even of one who declares what exists already. Rejects with a sentence where it is missing and this
 * user may not make it.
 */
export async function findOrDeclare(model: ChannelModel, wanted: Declarable): Promise<void> {
  if (!(await exists(model, wanted.find))) await declare(model, wanted);
}

/** Whether what is asked for exists: `find` asks for it passively, which takes no right. */
export async function exists(
  model: ChannelModel,
  find: (channel: Channel) => Promise<unknown>,
): Promise<boolean> {
  try {
    await onOwnChannel(model, find);
    return true;
  } catch (error) {
    if (codeOf(error) !== notFound) throw error;
    return false;
  }
}

async function declare(model: ChannelModel, wanted: Declarable): Promise<void> {
  try {
    await onOwnChannel(model, wanted.declare);
  } catch (error) {
    if (codeOf(error) !== accessRefused) throw error;
    const reason = `${wanted.name} does not exist yet, and this user may not make it: the tracker does`;
    throw new Error(reason, { cause: error });
  }
}

/** RabbitMQ closes the channel of a question that it refuses: it must not be one that is needed. */
async function onOwnChannel(
  model: ChannelModel,
  ask: (channel: Channel) => Promise<unknown>,
): Promise<void> {
  const channel = await model.createChannel();
  channel.on('error', () => {
    // The question rejects and says the same; without a listener the process would end.
  });
  await ask(channel);
  await channel.close();
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

import { describeError } from '@fleetman/toolkit';

/** RabbitMQ's words for a queue or exchange that exists with other settings, its name and both values. */
const inequivalent =
  /inequivalent arg '([^']+)' for (queue|exchange) '([^']+)' in vhost '[^']*': received (.+?) but current is ([^"]+)"?$/;

/** RabbitMQ's sentence has some 300 characters; a longer text is nothing to search. */
const longestRead = 2_000;

/** RabbitMQ's words for an exchange whose plugin is not enabled. */
const noHashExchange = "unknown exchange type 'x-consistent-hash'";

const missingPlugin =
  'QUEUE_PARTITIONS above 1 takes the plugin rabbitmq_consistent_hash_exchange, which is not enabled: ' +
  'rabbitmq-plugins enable rabbitmq_consistent_hash_exchange, or QUEUE_PARTITIONS=1';

/** What RabbitMQ has against us, for a person. */
export function describeBrokerError(error: unknown): string {
  const message = describeError(error);
  if (message.includes(noHashExchange)) return missingPlugin;
  const mismatch = inequivalent.exec(message.slice(0, longestRead));
  if (!mismatch) return message;
  const [, argument, kind, name, expected, current] = mismatch;
  return (
    `the ${kind} ${name} exists with other settings: ${argument} is ${current}, ` +
    `expected ${expected}; delete the ${kind} or give it these settings`
  );
}

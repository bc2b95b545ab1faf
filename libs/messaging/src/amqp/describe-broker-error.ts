import { describeError } from '../describe-error.ts';

/** RabbitMQ's words for a queue or exchange that exists with other settings, its name and both values. */
const inequivalent =
  /inequivalent arg '(.+?)' for (queue|exchange) '(.+?)' in vhost '.*?': received (.+?) but current is (.+?)"?$/;

/** What RabbitMQ has against us, for a person. */
export function describeBrokerError(error: unknown): string {
  const message = describeError(error);
  const mismatch = inequivalent.exec(message);
  if (!mismatch) return message;
  const [, argument, kind, name, expected, current] = mismatch;
  return (
    `the ${kind} ${name} exists with other settings: ${argument} is ${current}, ` +
    `expected ${expected}; delete the ${kind} or give it these settings`
  );
}

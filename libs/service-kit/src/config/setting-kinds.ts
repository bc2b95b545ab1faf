import { brokerSchemes, readDuration } from '@fleetman/toolkit';
import * as z from 'zod';

const durationHint = 'expected a duration like 500ms, 90s, 15m, 12h or 7d';

/** A duration like `500ms`, `90s`, `12h` or `7d`, read as milliseconds. Give a default by `prefault`. */
export const duration = z.string().transform((text, context) => {
  const ms = readDuration(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: 'custom', message: durationHint });
  return z.NEVER;
});

/** A whole number from `least` to `most`. Give a default by `prefault('1')`. */
export function wholeNumber(least: number, most: number) {
  const message = `expected a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

/** A switch: `1` or `true`, `0` or `false`. */
export const flag = z
  .enum(['0', '1', 'true', 'false'], 'expected 1 or 0')
  .transform((text) => text === '1' || text === 'true');

const portHint = 'expected a port from 0 to 65535, or off';

/** A port to listen on, or `off`, read as undefined. Give a default by `prefault`. */
export const portOrOff = z
  .string()
  .refine((text) => text === 'off' || (/^\d{1,5}$/.test(text) && Number(text) <= 65_535), portHint)
  .transform((text) => (text === 'off' ? undefined : Number(text)));

const urlHint =
  'expected a URL that can be read: a port up to 65535, and /, @ and : in a password percent-encoded';

/** A URL whose scheme chooses the technology, for example `connectionUrl('amqp:', 'memory:')`. */
export function connectionUrl(...schemes: readonly string[]) {
  const beginnings = schemes.map((scheme) => (scheme === 'memory:' ? scheme : `${scheme}//`));
  return z
    .string()
    .refine(
      (text) => beginnings.some((beginning) => text.startsWith(beginning)),
      `expected a URL that starts with ${beginnings.join(' or ')}`,
    )
    .refine((text) => !/^\w+:/.test(text) || URL.canParse(text), urlHint);
}

/** The URL of a broker: RabbitMQ, ActiveMQ or, within one process, memory. */
export const brokerUrl = connectionUrl(...brokerSchemes);

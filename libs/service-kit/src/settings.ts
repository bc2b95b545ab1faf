import * as z from 'zod';

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A number and its unit: `500ms`, `1.5s`, `12h`. A bare `0` needs no unit. */
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

const durationHint = 'expected a duration like 500ms, 90s, 15m, 12h or 7d';

function toMilliseconds(text: string): number | undefined {
  if (text === '0') return 0;
  const match = durationPattern.exec(text);
  if (!match) return undefined;
  return Math.round(Number(match[1]) * unitMs[match[2] as keyof typeof unitMs]);
}

/** A duration like `500ms`, `90s`, `12h` or `7d`, read as milliseconds. Give a default by `prefault`. */
export const duration = z.string().transform((text, context) => {
  const ms = toMilliseconds(text);
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
export const brokerUrl = connectionUrl('amqp:', 'amqps:', 'stomp:', 'stomps:', 'memory:');

/** What every service reads from its environment; spread it into the service's own `z.object`. */
export function serviceSettings(defaults: { readonly port: number }) {
  return {
    /** 0 lets the system choose a free port. */
    PORT: wholeNumber(0, 65_535).prefault(String(defaults.port)),
    HOST: z.string().default('127.0.0.1'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
    LOG_FORMAT: z.enum(['json', 'text']).default('json'),
    /** How long a stopping service still serves, so that balancers notice that it is not ready. */
    DRAIN_DELAY: duration.prefault('0'),
    /** How many proxies in front of the service may name the client (`X-Forwarded-For`). */
    TRUST_PROXY: wholeNumber(0, 10).prefault('0'),
  };
}

/** The settings that every service has. */
export type ServiceSettings = z.infer<z.ZodObject<ReturnType<typeof serviceSettings>>>;

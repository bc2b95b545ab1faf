import * as z from 'zod';
import { duration, wholeNumber } from './setting-kinds.ts';
import { tracingSettings } from '../tracing/tracing-settings.ts';

/** What every service reads from its environment; spread it into the service's own `z.object`. */
export function serviceSettings(defaults: { readonly port: number }) {
  return {
    /** 0 lets the system choose a free port. */
    PORT: wholeNumber(0, 65_535).prefault(String(defaults.port)),
    HOST: z.string().default('127.0.0.1'),
    /** Where `/metrics` is answered, and nothing else; without it there are none. */
    METRICS_PORT: wholeNumber(0, 65_535).optional(),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info'),
    LOG_FORMAT: z.enum(['json', 'text']).default('json'),
    /** How long a stopping service still serves, so that balancers notice that it is not ready. */
    DRAIN_DELAY: duration.prefault('0'),
    /** How many proxies in front of the service may name the client (`X-Forwarded-For`). */
    TRUST_PROXY: wholeNumber(0, 10).prefault('0'),
    ...tracingSettings,
  };
}

/** The settings that every service has. */
export type ServiceSettings = z.infer<z.ZodObject<ReturnType<typeof serviceSettings>>>;

import {
  duration,
  isSqliteUrl,
  serviceSettings,
  sqliteUrlProblem,
  wholeNumber,
} from '@fleetman/service-kit';
import * as z from 'zod';

const storeUrl = z
  .string()
  .refine(
    (url) => url === 'memory:' || (isSqliteUrl(url) && sqliteUrlProblem(url) === undefined),
    'expected memory: or sqlite:/path/registry.db',
  );

/** What the registry reads from its environment. */
export const registryConfig = z.object({
  ...serviceSettings({ port: 8050 }),
  /** Where vehicles, keys and people are kept. */
  REGISTRY_STORE_URL: storeUrl.default('memory:'),
  /** How long it is kept who did what. */
  AUDIT_RETENTION: duration
    .prefault('90d')
    .refine((ms) => ms >= 60_000, 'expected a duration of at least 1m, like 90d'),
  /** The most entries of it. */
  AUDIT_MAX: wholeNumber(1, 10_000_000).prefault('100000'),
});

/** The registry's settings, read and checked. */
export type RegistryConfig = Readonly<z.infer<typeof registryConfig>>;

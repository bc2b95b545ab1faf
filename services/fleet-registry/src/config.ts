import {
  duration,
  isSqliteUrl,
  serviceSettings,
  sqliteUrlProblem,
  wholeNumber,
} from '@fleetman/service-kit';
import * as z from 'zod';
import { mongoUrlProblem } from './store/mongo/mongo-link.ts';

/** Not a `connectionUrl`: a MongoDB URL may name several hosts, which no general URL can. */
const storeUrl = z.string().superRefine((url, context) => {
  const isMongo = /^mongodb(\+srv)?:\/\//.test(url);
  if (url === 'memory:' || (isSqliteUrl(url) && sqliteUrlProblem(url) === undefined)) return;
  if (isMongo && mongoUrlProblem(url) === undefined) return;
  const why = isMongo ? ` (${mongoUrlProblem(url) ?? ''})` : '';
  const expected = 'expected memory:, sqlite:/path/registry.db or a URL like';
  const message = `${expected} mongodb://host:27017/fleetman_registry${why}`;
  context.addIssue({ code: 'custom', message });
});

/** What the registry reads from its environment. */
export const registryConfig = z.object({
  ...serviceSettings({ port: 8050 }),
  /** Where vehicles, keys and people are kept. */
  REGISTRY_STORE_URL: storeUrl.default('mongodb://localhost/fleetman_registry'),
  /** How long it is kept who did what. */
  AUDIT_RETENTION: duration
    .prefault('90d')
    .refine((ms) => ms >= 60_000, 'expected a duration of at least 1m, like 90d'),
  /** The most entries of it. */
  AUDIT_MAX: wholeNumber(1, 10_000_000).prefault('100000'),
});

/** The registry's settings, read and checked. */
export type RegistryConfig = Readonly<z.infer<typeof registryConfig>>;

import { duration, flag, serviceSettings } from '@fleetman/service-kit';
import * as z from 'zod';
import { baseMapSetting } from './base-map-setting.ts';

const age = duration.refine(
  (ms) => ms >= 1_000,
  'expected a duration of 1s or more, like 30s or 5m',
);

/**
 * The settings of the embedded process itself. What the services in it read beside these (`TRACKS`,
 * `VEHICLES`, `HISTORY_RETENTION`, …) reaches them as it is.
 */
export const embeddedConfig = z.object({
  ...serviceSettings({ port: 8080 }),
  LOG_FORMAT: z.enum(['json', 'text']).default('text'),
  /** Somebody at a terminal wants to see what goes wrong, not that all goes well. */
  LOG_LEVEL: serviceSettings({ port: 8080 }).LOG_LEVEL.unwrap().default('warn'),
  /** The folder that everything is kept in; without it all ends with the process. */
  DATA: z.string().min(1, 'expected a folder').optional(),
  /** Whether simulated vehicles drive. */
  SIMULATOR: flag.prefault('1'),
  /** The map that the page begins with: `online` asks a public server for it. */
  MAP_STYLE: z.enum(['off', 'online'], 'expected off or online').default('off'),
  /** A file here, or on another server, that takes the place of the bundled map. */
  BASE_MAP: baseMapSetting.optional(),
  /** How old a vehicle's last report is when the page lets the vehicle fade. */
  STALE_AFTER: age.prefault('1m'),
  /** How old a vehicle's last report is when the page lists the vehicle as silent. */
  SILENT_AFTER: age.prefault('5m'),
  /** One of the course's releases; without it the page shows all that it can. */
  RELEASE: z.enum(['0', '0-5', '1', '2'], 'expected 0, 0-5, 1 or 2').optional(),
});
export type EmbeddedConfig = z.infer<typeof embeddedConfig>;

import { serviceSettings } from '@fleetman/service-kit';
import * as z from 'zod';

/**
 * The settings of the embedded process itself. What the services in it read beside these (`TRACKS`,
 * `VEHICLES`, `HISTORY_RETENTION`, …) reaches them as it is.
 */
export const embeddedConfig = z.object({
  ...serviceSettings({ port: 8080 }),
  LOG_FORMAT: z.enum(['json', 'text']).default('text'),
  /** Somebody at a terminal wants to see what goes wrong, not that all goes well. */
  LOG_LEVEL: serviceSettings({ port: 8080 }).LOG_LEVEL.unwrap().default('warn'),
  /** The map that the page begins with: `online` asks a public server for it. */
  MAP_STYLE: z.enum(['off', 'online'], 'expected off or online').default('off'),
  /** One of the course's releases; without it the page shows all that it can. */
  RELEASE: z.enum(['0', '0-5', '1', '2'], 'expected 0, 0-5, 1 or 2').optional(),
});
export type EmbeddedConfig = z.infer<typeof embeddedConfig>;

import type { Settings } from './compose-set.ts';

/** Of these nobody may read in a log. */
export const secrets = {
  SESSION_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
  QUEUE_PASSWORD: 'queue-for-tests-only',
  QUEUE_PASSWORD_SIMULATOR: 'simulator-for-tests-only',
  QUEUE_PASSWORD_RECEIVER: 'receiver-for-tests-only',
  QUEUE_PASSWORD_TRACKER: 'tracker-for-tests-only',
  QUEUE_PASSWORD_GATEWAY: 'gateway-for-tests-only',
  MONGODB_PASSWORD: 'mongodb-for-tests-only',
  MONGODB_PASSWORD_REGISTRY: 'registry-for-tests-only',
} as const;

/** All that compose.production.yaml must be told. */
export const goodForProduction: Settings = { DOMAIN: 'localhost', ...secrets };

/** The files of a production set. */
export const productionFiles = ['compose.yaml', 'compose.devices.yaml', 'compose.production.yaml'];

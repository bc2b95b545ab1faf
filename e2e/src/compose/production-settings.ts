import type { Settings } from './compose-set.ts';

/** The password of the page, of which the settings hold the hash. */
export const pagePassword = 'open sesame';

/** Of these nobody may read in a log. */
export const secrets = {
  LOGIN_PASSWORD_HASH: '$2a$14$ji/WBdoCRviI/RTtiFO0EuaDDZ9l/g9kkbpZVYmWJrK/h1xoJAWXW',
  SESSION_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
  QUEUE_PASSWORD: 'queue-for-tests-only',
  QUEUE_PASSWORD_SIMULATOR: 'simulator-for-tests-only',
  QUEUE_PASSWORD_TRACKER: 'tracker-for-tests-only',
  QUEUE_PASSWORD_GATEWAY: 'gateway-for-tests-only',
  MONGODB_PASSWORD: 'mongodb-for-tests-only',
} as const;

/** All that compose.production.yaml must be told. */
export const goodForProduction: Settings = { DOMAIN: 'localhost', ...secrets };

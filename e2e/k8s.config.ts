import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig } from '@playwright/test';
import { suite } from './src/suite.ts';

/**
 * The manifests on a real cluster. The numbers of its files are the order: what leaves the fleet as
 * it was comes first, its removal last.
 */
const config: PlaywrightTestConfig = {
  ...suite('src/k8s', 600_000),
  globalSetup: fileURLToPath(import.meta.resolve('./src/k8s/bring-up.ts')),
  // After a failed test the fleet is launched anew; where all fail, that would go on for an hour.
  maxFailures: 3,
};
export default config;

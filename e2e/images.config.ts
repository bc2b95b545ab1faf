import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig } from '@playwright/test';
import { suite } from './src/suite.ts';

/** The container images, each on its own. */
const config: PlaywrightTestConfig = {
  ...suite('src/images', 120_000),
  globalSetup: fileURLToPath(import.meta.resolve('./src/images/bring-up.ts')),
};
export default config;

import { defineConfig } from '@playwright/test';
import { suite } from './src/suite.ts';

/** The page in a browser, over everything in one process and over services of their own. */
export default defineConfig({
  ...suite('src/page', 90_000),
  // Only for a test under which the machine changed its network: see NetworkChanges.
  retries: 3,
});

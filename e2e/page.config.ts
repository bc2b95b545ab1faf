import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { suite } from './src/suite.ts';

const folder = 'src/page';

/** Those that share one broker and one database, and so run one after the other. */
const overServers = readdirSync(folder).filter(
  (file) =>
    file.endsWith('.spec.ts') &&
    readFileSync(`${folder}/${file}`, 'utf8').includes('real-servers.ts'),
);

/** The page in a browser, over everything in one process and over services of their own. */
export default defineConfig({
  ...suite(folder, 90_000),
  // Only for a test under which the machine changed its network: see NetworkChanges.
  retries: 3,
  // Most tests wait for reports more than they work.
  workers: 2,
  projects: [
    { name: 'over servers', testMatch: overServers, workers: 1 },
    { name: 'page', testIgnore: overServers },
  ],
});

import { screenDelay } from './delay.ts';
import { devices } from './devices.ts';
import { embedded } from './embedded.ts';
import { history } from './history.ts';
import { ingest } from './ingest.ts';
import { live } from './live.ts';
import { memory } from './memory.ts';
import { page } from './page.ts';
import { past } from './past.ts';
import { places } from './places.ts';
import { rest } from './rest.ts';
import { scale } from './scale.ts';
import type { Scenario } from './scenario.ts';
import { soak } from './soak.ts';
import { steady } from './steady.ts';
import { stores } from './stores.ts';
import { visible } from './visible.ts';

/** All scenarios, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  ingest,
  embedded,
  visible,
  rest,
  history,
  devices,
  live,
  past,
  stores,
  memory,
  scale,
  page,
  places,
  screenDelay,
  steady,
  soak,
];

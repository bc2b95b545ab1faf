/**
 * `npm run bench -- SCENARIO [SECONDS]`: measures and prints a table. README.md in the folder above
 * says what the scenarios are and what they gave.
 */
import { benchDelay } from './delay.bench.ts';
import { benchEmbedded } from './embedded.bench.ts';
import { benchLive } from './live.bench.ts';
import { benchPast } from './past.bench.ts';
import { benchPage } from './page.bench.ts';
import { benchSoak } from './soak.bench.ts';
import { benchSteadyFleet } from './steady-fleet.bench.ts';
import { benchThroughput } from './throughput.bench.ts';

const scenarios: Record<string, { run: (seconds: number) => Promise<void>; seconds: number }> = {
  throughput: { run: benchThroughput, seconds: 60 },
  embedded: { run: benchEmbedded, seconds: 60 },
  live: { run: benchLive, seconds: 20 },
  /** Not seconds: how many positions the database holds. */
  past: { run: benchPast, seconds: 10_000_000 },
  page: { run: benchPage, seconds: 20 },
  delay: { run: benchDelay, seconds: 60 },
  soak: { run: benchSoak, seconds: 1_800 },
  steady: { run: benchSteadyFleet, seconds: 300 },
};

const [name = 'throughput', seconds] = process.argv.slice(2);
const scenario = scenarios[name];
if (!scenario) {
  console.error(`"${name}" given, expected one of ${Object.keys(scenarios).join(', ')}`);
  process.exit(1);
}
await scenario.run(Number(seconds ?? scenario.seconds));

/**
 * `npm run bench -- [NAME …] [--profile] [--seconds N] [--full] [--note TEXT] [--results FOLDER]`
 * measures, prints, and writes `bench/results`; `--readme` writes the tables of bench/README.md from
 * what is there.
 */
import { parseArgs } from 'node:util';
import { resultsFolder } from './report/write-result.ts';
import { writeReadme } from './report/write-readme.ts';
import { runScenario } from './run-scenario.ts';
import { scenarios } from './scenarios/all.ts';
import { findServers } from './servers/find-servers.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    seconds: { type: 'string' },
    note: { type: 'string', default: process.env['BENCH_NOTE'] ?? '' },
    results: { type: 'string', default: resultsFolder },
  },
});
const unknown = positionals.find((name) => !scenarios.some((one) => one.name === name));
const seconds = Number(values.seconds ?? NaN);
if (unknown !== undefined || (values.seconds !== undefined && !(seconds > 0))) {
  const names = scenarios.map(({ name }) => name).join(', ');
  console.error(`Expected names out of ${names}, and a number above 0 after --seconds.`);
  process.exit(1);
}

if (values.readme) {
  await writeReadme(scenarios.map(({ name }) => name));
  process.exit(0);
}

const isAll = positionals.length === 0;
const chosen = scenarios.filter(({ name, isInAll }) =>
  isAll ? isInAll : positionals.includes(name),
);
const start = performance.now();
const servers = await findServers();
let failures = 0;
for (const scenario of chosen) {
  const isDone = await runScenario(scenario, servers, {
    ...values,
    ...(seconds > 0 && { runMs: seconds * 1_000 }),
    isAll,
  });
  if (!isDone) failures++;
}
if (typeof servers.broker !== 'string') await servers.broker.close();
if (typeof servers.database !== 'string') await servers.database.close();
console.log(`\n${Math.round((performance.now() - start) / 1_000)} s in all`);
process.exit(failures > 0 ? 1 : 0);

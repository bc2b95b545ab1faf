import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeError } from '@fleetman/toolkit';
import { readOptions, usage, type Options } from './options.ts';
import { databaseProblem, findProgram } from './processes/database-server.ts';
import { formatTable } from './report/fault-table.ts';
import { writeReport, type Verdict } from './report/write-report.ts';
import { Suite } from './suite.ts';

/** Why nothing can be run here; `undefined` if it can. */
function findProblem(): string | undefined {
  return findProgram('rabbitmq-server') ? databaseProblem() : 'there is no rabbitmq-server on PATH';
}

function read(): Options {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return readOptions(args);
  } catch (error) {
    console.error(`${describeError(error)}\n\n${usage}`);
    process.exit(2);
  }
}

function skipped({ faults, seeds }: Options, problem: string): Verdict[] {
  return faults.flatMap(({ name }) =>
    seeds.map((seed) => ({ fault: name, seed, status: 'skipped', problems: [problem] })),
  );
}

const options = read();
const problem = findProblem();
const folder = mkdtempSync(join(tmpdir(), 'fleetman-faults-'));
const suite = new Suite(folder, options);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Not once: the second of two signals would end us before our servers.
  process.on(signal, () => {
    void suite.close().finally(() => process.exit(1));
  });
}
if (problem !== undefined) console.log(`Skipped: ${problem}.`);
else await suite.run();
const verdicts = problem === undefined ? suite.verdicts : skipped(options, problem);
if (options.report !== undefined) writeReport(options.report, verdicts, suite.table);
if (suite.table.length > 0) console.log(`\n${formatTable(suite.table)}\n`);
const count = (status: Verdict['status']) =>
  verdicts.filter((verdict) => verdict.status === status).length;
// Logs are kept where somebody has to look into them.
if (count('failed') === 0) rmSync(folder, { recursive: true });
else console.log(`Logs: ${folder}`);
console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
process.exit(count('failed') > 0 ? 1 : 0);

import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCommit, describeMachine } from './measuring/machine.ts';
import { canObserve } from './measuring/process-usage.ts';
import { isMeasured, type BenchResult } from './report/bench-result.ts';
import { callTree, cpuProfile, topFunctions } from './report/cpu-profile.ts';
import { drawFlameGraph } from './report/flame-graph.ts';
import { describeFigure } from './report/print-figure.ts';
import { writeFlameGraph, writeResult } from './report/write-result.ts';
import { Bench, type Scenario } from './scenarios/scenario.ts';
import { whyNot, type Servers } from './servers/find-servers.ts';

/** How long each run of three takes: alone, and when all scenarios have to fit into ten minutes. */
const runMs = { alone: 4_000, inAll: 1_000 };

/** When a scenario counts as hanging: a slow machine gets some minutes, a long run so many runs' time. */
const longestMs = { short: 600_000, full: 7_200_000, runs: 100 };

/** How scenarios are run, and where results go. */
export interface RunOptions {
  readonly profile: boolean;
  readonly full: boolean;
  readonly isAll: boolean;
  readonly runMs?: number;
  readonly note: string;
  readonly results: string;
}

/** Runs one scenario, prints its figures and writes them. Resolves with whether it succeeded. */
export async function runScenario(
  scenario: Scenario,
  servers: Servers,
  options: RunOptions,
): Promise<boolean> {
  const start = performance.now();
  const reason = whyNot(servers, scenario.needs) ?? scenario.whyNot?.();
  console.log(`\n${scenario.name}${reason === undefined ? '' : `: skipped, ${reason}`}`);
  if (reason !== undefined) return true;
  if (!canObserve) console.log('  CPU and memory are not told: only Linux has /proc.');
  const length =
    options.runMs ?? scenario.defaultRunMs ?? (options.isAll ? runMs.inAll : runMs.alone);
  const bench = new Bench(servers, {
    runMs: length,
    isFull: options.full,
    profileFolder: options.profile ? await mkdtemp(join(tmpdir(), 'fleetman-')) : undefined,
    say: (line) => {
      console.log(line);
    },
  });
  try {
    await bench.clear();
    const { figures: given, plots } = await within(
      deadlineOf(length, options),
      scenario.run(bench),
    );
    const figures = given.filter(isMeasured);
    const result: BenchResult = {
      scenario: scenario.name,
      date: new Date().toISOString(),
      commit: describeCommit(),
      note: options.note,
      runSeconds: length / 1_000,
      machine: describeMachine(),
      versions: versionsOf(servers),
      figures,
    };
    for (const line of figures.flatMap(describeFigure)) console.log(line);
    for (const { name } of given.filter((figure) => !isMeasured(figure))) {
      console.log(`  ${name}: nothing came to be measured`);
    }
    await writeResult(options.results, result, plots);
    return true;
  } catch (error) {
    console.error(`  ${scenario.name} failed:`, error);
    return false;
  } finally {
    await bench.clear();
    for (const file of bench.profiles) await printProfile(file, scenario.name, options.results);
    console.log(`  ${Math.round((performance.now() - start) / 1_000)} s`);
  }
}

/** A scenario that takes longer hangs. */
function deadlineOf(length: number, { full }: RunOptions): number {
  return full ? longestMs.full : Math.max(longestMs.short, longestMs.runs * length);
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`it takes longer than ${ms / 1_000} s`));
  }, ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function versionsOf({ broker, database }: Servers): Record<string, string> {
  return {
    Node: process.version,
    ...(typeof broker !== 'string' && { RabbitMQ: broker.version }),
    ...(typeof database !== 'string' && { MongoDB: database.version }),
  };
}

/** Prints where a process spent its time, and draws it. */
async function printProfile(file: string, scenario: string, results: string): Promise<void> {
  const profile = cpuProfile.parse(JSON.parse(await readFile(file, 'utf8')));
  const name = file.split('/').at(-1)?.replace('.cpuprofile', '') ?? file;
  console.log(`  ${name}, most time in:`);
  for (const { name: called, share } of topFunctions(profile, 12)) {
    console.log(`    ${(100 * share).toFixed(1).padStart(5)} %  ${called}`);
  }
  const svg = drawFlameGraph(`${scenario}: ${name}`, callTree(profile));
  const drawn = await writeFlameGraph(results, `${scenario}-${name}-flame`, svg);
  console.log(`    ${file}, drawn in ${drawn}`);
}

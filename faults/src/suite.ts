import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, Turnstile } from '@fleetman/toolkit';
import type { Outcome } from './checker/outcome.ts';
import type { Fault } from './injectors/fault.ts';
import { Lane, type FaultResult } from './lane.ts';
import type { Options } from './options.ts';
import { planRuns, type PlannedRun } from './plan.ts';
import { tableRows, type TableRow } from './report/fault-table.ts';
import { judge } from './report/judge.ts';
import type { Verdict } from './report/write-report.ts';

/** All runs, in one lane or in several side by side. */
export class Suite {
  readonly #options: Options;
  readonly #lanes: readonly Lane[];
  readonly #verdicts: Verdict[] = [];
  readonly #outcomes: Outcome[] = [];
  #isClosing = false;

  /** Everything that is written goes into the folder. */
  constructor(folder: string, options: Options) {
    this.#options = options;
    // RabbitMQ runs as a user of its own.
    chmodSync(folder, 0o755);
    const { isQuick, isDevicesOnly } = options;
    const how = { isQuick, isDevicesOnly, brokerStarts: new Turnstile(1) };
    this.#lanes = Array.from({ length: options.lanes }, (_, index) => {
      const own = join(folder, `lane-${index + 1}`);
      mkdirSync(own);
      return new Lane(own, how);
    });
  }

  get verdicts(): readonly Verdict[] {
    return this.#verdicts;
  }

  get table(): readonly TableRow[] {
    const names = this.#options.faults.map(({ name }) => name);
    const place = ({ fault }: Outcome) => names.indexOf(fault);
    return tableRows(this.#outcomes.toSorted((one, other) => place(one) - place(other)));
  }

  async run(): Promise<void> {
    const { faults, seeds, together, minutes } = this.#options;
    const left = [...planRuns(faults, seeds, together)];
    const end = performance.now() + minutes * 60_000;
    const work = async (lane: Lane): Promise<void> => {
      for (let next = left.shift(); next && !this.#isClosing; next = left.shift()) {
        if (performance.now() < end) await this.#runOne(lane, next);
        else for (const { name } of next.faults) this.#add(name, next.seed, 'skipped', ['no time']);
      }
      // What is idle takes processor time from the other lanes, too.
      await lane.close();
    };
    try {
      await Promise.all(this.#lanes.map((lane) => work(lane)));
    } finally {
      await this.close();
    }
  }

  /** Ends all that was started. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  async #runOne(lane: Lane, { seed, faults }: PlannedRun): Promise<void> {
    const begun = performance.now();
    try {
      for (const result of await lane.run(faults, seed)) this.#note(result, seed);
    } catch (error) {
      for (const { name } of faults) this.#add(name, seed, 'failed', [describeError(error)]);
    }
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    console.log(`Seed ${seed}, ${seconds} s: ${faults.map(({ name }) => name).join(', ')}`);
  }

  #note(result: FaultResult, seed: string): void {
    const { fault } = result;
    if ('skipped' in result) {
      this.#add(fault.name, seed, 'skipped', [result.skipped]);
      return;
    }
    this.#outcomes.push(result.outcome);
    const problems = judge(result.outcome, fault);
    this.#add(fault.name, seed, problems.length === 0 ? 'passed' : 'failed', problems);
  }

  #add(fault: Fault['name'], seed: string, status: Verdict['status'], problems: readonly string[]) {
    this.#verdicts.push({ fault, seed, status, problems });
    if (status === 'passed') return;
    console.error([`${fault}, seed ${seed}, ${status}:`, ...problems].join('\n  '));
  }
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './checker/outcome.ts';
import type { Fault } from './injectors/fault.ts';
import { vehiclesOf } from './load/fleet.ts';
import { startStack, type Stack } from './processes/stack.ts';
import { runFaults, type Run } from './run-faults.ts';

/** A stack is used by so many runs: their vehicles stay in its lists. */
const mostRuns = 25;

/** What came of a fault in a run. */
export type FaultResult =
  | { readonly fault: Fault; readonly outcome: Outcome }
  | { readonly fault: Fault; readonly skipped: string };

/** What all runs have in common. */
type HowRuns = Pick<Run, 'isQuick' | 'isDevicesOnly' | 'brokerStarts'>;

/** Runs one after the other, over a stack that is started as needed. */
export class Lane {
  readonly #folder: string;
  readonly #how: HowRuns;
  #stack: Stack | undefined;
  #closed: Promise<unknown> | undefined;
  #stacks = 0;
  #runs = 0;

  /** `folder` is there, and nobody else writes into it. */
  constructor(folder: string, how: HowRuns) {
    this.#folder = folder;
    this.#how = how;
  }

  /**
   * Does some faults under one load. Rejects where the run came to no end: it says nothing of its faults
   * then, and the stack is not used again.
   */
  async run(faults: readonly Fault[], seed: string): Promise<FaultResult[]> {
    try {
      if (this.#runs++ % mostRuns === 0) await this.close();
      const stack = (this.#stack ??= await this.#start());
      const problems = new Map(faults.map((fault) => [fault, fault.problem?.(stack)]));
      const able = faults.filter((fault) => problems.get(fault) === undefined);
      const name = nameOf(this.#runs);
      const logFile = join(this.#folder, `${name}.log`);
      const run = { ...this.#how, faults: able, seed, name, logFile };
      const outcomes = able.length > 0 ? await runFaults(stack, run) : [];
      const outcomeOf = new Map(outcomes.map((outcome) => [outcome.fault, outcome]));
      return faults.flatMap((fault): FaultResult[] => {
        const outcome = outcomeOf.get(fault.name);
        if (outcome) return [{ fault, outcome }];
        return [{ fault, skipped: problems.get(fault) ?? 'it did not begin' }];
      });
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Ends all that was started. */
  async close(): Promise<void> {
    const stack = this.#stack;
    this.#stack = undefined;
    // Also for who comes while it is being closed.
    this.#closed = Promise.all([this.#closed, stack?.close()]);
    await this.#closed;
  }

  #start(): Promise<Stack> {
    const folder = join(this.#folder, `stack-${++this.#stacks}`);
    mkdirSync(folder);
    const runs = Array.from({ length: mostRuns }, (_, index) => nameOf(this.#runs + index));
    return startStack(folder, runs.flatMap(vehiclesOf));
  }
}

/** Begins the names of a run's vehicles. */
function nameOf(run: number): string {
  return `r${run}`;
}

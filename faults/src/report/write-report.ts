import { writeFileSync } from 'node:fs';
import type { TableRow } from './fault-table.ts';

/** How one fault with one seed ended. */
export interface Verdict {
  readonly fault: string;
  readonly seed: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped, a line each. */
  readonly problems: readonly string[];
}

/** Writes verdicts as Jest does, so that CI counts them alike, and the table beside. */
export function writeReport(
  file: string,
  verdicts: readonly Verdict[],
  table: readonly TableRow[],
): void {
  const assertionResults = verdicts.map(({ fault, seed, status, problems }) => ({
    fullName: `${fault}, seed ${seed}`,
    status,
    // One text: CI prints the first.
    failureMessages: [problems.join('\n')],
  }));
  const results = [{ name: 'faults', assertionResults }];
  writeFileSync(file, `${JSON.stringify({ testResults: results, table }, undefined, 2)}\n`);
}

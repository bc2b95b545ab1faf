import { parseArgs } from 'node:util';
import { allFaults } from './injectors/all-faults.ts';
import type { Fault } from './injectors/fault.ts';

/** What `npm run test:faults` is told. */
export interface Options {
  readonly faults: readonly Fault[];
  readonly seeds: readonly string[];
  /** How many faults share a run, one after the other. */
  readonly together: number;
  /** How many runs are done side by side, each with servers and services of its own. */
  readonly lanes: number;
  /** No run begins after so many minutes; those that were left are skipped. */
  readonly minutes: number;
  /** Whether every vehicle but the first delivers by a device. */
  readonly isDevicesOnly: boolean;
  /** Shorter outages. */
  readonly isQuick: boolean;
  /** Where the report goes, as JSON. */
  readonly report: string | undefined;
}

export const usage = `npm run test:faults -- [--seeds N] [--seed S] [--fault NAME]… [--together N] [--lanes N] [--minutes N] [--devices] [--quick] [--report FILE]
  --seeds     how many seeds, from 1 on (20)
  --seed      this seed alone
  --fault     this fault alone; a part of its name is enough, and several may be given
  --together  faults that are done one after the other under one load (1; 9 with --quick)
  --lanes     runs side by side, each with servers and services of its own (1)
  --minutes   begins no run after that
  --devices   every vehicle but the first delivers by a phone or tracker, as often as the others
  --quick     what is away comes back after 12 s instead of 30 s
  --report    writes verdicts and table as JSON`;

/**
 * Reads the command line.
 *
 * @throws Error with the reason and the usage, if an option cannot be read.
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '20' },
      seed: { type: 'string' },
      fault: { type: 'string', multiple: true, default: [] },
      together: { type: 'string' },
      lanes: { type: 'string' },
      minutes: { type: 'string', default: 'Infinity' },
      devices: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      report: { type: 'string' },
    },
  });
  const count = Number(values.seeds);
  const together = Number(values.together ?? (values.quick ? 9 : 1));
  const lanes = Number(values.lanes ?? 1);
  const minutes = Number(values.minutes);
  if (![count, together, lanes, minutes].every((number) => number >= 1))
    throw new Error('numbers above 0 expected');
  const faults = allFaults.filter(
    ({ name }) => values.fault.length === 0 || values.fault.some((part) => name.includes(part)),
  );
  if (faults.length === 0) {
    const names = allFaults.map(({ name }) => `  ${name}`).join('\n');
    throw new Error(`expected one of these faults:\n${names}`);
  }
  const seeds = values.seed === undefined ? range(count) : [values.seed];
  const { devices: isDevicesOnly, quick: isQuick, report } = values;
  return { faults, seeds, together, lanes, minutes, isDevicesOnly, isQuick, report };
}

function range(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

import * as z from 'zod';

const number = z.number();

/** What a process used while a figure was measured; of the run in the middle. */
const processFigure = z.object({
  name: z.string(),
  /** 1 is one core all the time. */
  cores: number,
  /** The same of its busiest thread. */
  busiestThread: number,
  memoryMiB: number,
  /** Microseconds of CPU for each unit of work, if work was counted. */
  microsEach: number.optional(),
});

/** What the figure is held against. */
const ceiling = z.object({
  name: z.string(),
  median: number,
  runs: z.array(number),
  /** 1 if the figure reaches the ceiling; the median of the ratios within each round. */
  ratio: number,
});

/** One thing that was measured. */
const figure = z.object({
  name: z.string(),
  unit: z.string(),
  /** Whether more or less of it is better. */
  better: z.enum(['more', 'less']),
  median: number,
  /** (largest - smallest) / median of the runs. */
  spread: number,
  runs: z.array(number),
  ceilings: z.array(ceiling),
  processes: z.array(processFigure),
  aim: z.object({ text: z.string(), isMet: z.boolean() }).optional(),
  /** What limited it, worked out from the CPU that was measured. */
  limit: z.string(),
});

/** The schema of the files in `bench/results`: all figures of a scenario, and where they are from. */
export const benchResult = z.object({
  scenario: z.string(),
  date: z.iso.datetime(),
  /** With a `+` when something was changed beside it. */
  commit: z.string(),
  /** A remark on the run, for example how the database syncs. */
  note: z.string(),
  /** How long each run took. */
  runSeconds: number,
  machine: z.object({
    system: z.string(),
    processor: z.string(),
    cores: number,
    memoryGiB: number,
  }),
  /** Of Node and of the servers that took part. */
  versions: z.record(z.string(), z.string()),
  figures: z.array(figure),
});

/** One scenario's results. */
export type BenchResult = z.infer<typeof benchResult>;

/** One figure of a scenario. */
export type Figure = z.infer<typeof figure>;

/** Whether all of a figure are numbers: a percentile of nothing, when a machine is too busy, is none. */
export function isMeasured(given: Figure): boolean {
  return figure.safeParse(given).success;
}

/** One ceiling of a figure. */
export type Ceiling = z.infer<typeof ceiling>;

import { availableParallelism } from 'node:os';
import { limitSentence } from '../measuring/limit-sentence.ts';
import type { Run } from '../measuring/rounds.ts';
import { median, ratioTo, spread, threeDigits } from '../measuring/statistics.ts';
import type { Ceiling, Figure } from './bench-result.ts';

/** A ceiling's values, one for each round. */
export interface CeilingRuns {
  readonly name: string;
  readonly values: readonly number[];
}

/** How a figure is made of runs. */
export interface FigureOptions {
  readonly name: string;
  readonly unit: string;
  readonly better: 'more' | 'less';
  readonly runs: readonly Run[];
  /** Which of the outcomes of a run it is. */
  readonly key: string;
  readonly ceilings?: readonly CeilingRuns[];
  /** Whether the median, or its ratios to the ceilings in their order, are as good as was aimed at. */
  readonly aim?: {
    readonly text: string;
    readonly isMet: (figure: { median: number; ratios: readonly number[] }) => boolean;
  };
}

/** Makes a figure: median and spread, ratios to its ceilings, what was used, and what limited it. */
export function makeFigure(options: FigureOptions): Figure {
  const { name, unit, better, runs, aim } = options;
  const values = valuesOf(runs, options.key);
  const ceilings = (options.ceilings ?? []).map((one) => compare(better, values, one));
  const middle = median(values);
  const typical = runs.toSorted((a, b) => distance(a) - distance(b))[0];
  function distance(run: Run): number {
    return Math.abs((run.outcome[options.key] ?? NaN) - middle);
  }
  const ratios = ceilings.map((one) => one.ratio);
  return {
    name,
    unit,
    better,
    median: threeDigits(middle),
    spread: threeDigits(spread(values)),
    runs: values.map(threeDigits),
    ceilings,
    processes: typical ? processesOf(typical) : [],
    ...(aim && { aim: { text: aim.text, isMet: aim.isMet({ median: middle, ratios }) } }),
    limit: limitSentence({
      processes: typical?.use.processes ?? [],
      busyCores: typical?.use.busyCores ?? NaN,
      cores: availableParallelism(),
    }),
  };
}

/** The values of one outcome, a value a run. */
export function valuesOf(runs: readonly Run[], key: string): number[] {
  return runs.map(({ outcome }) => outcome[key] ?? NaN);
}

function compare(
  better: 'more' | 'less',
  measured: readonly number[],
  { name, values }: CeilingRuns,
): Ceiling {
  const ratios = measured.map((value, round) => ratioTo(better, value, values[round] ?? NaN));
  return {
    name,
    median: threeDigits(median(values)),
    runs: values.map(threeDigits),
    ratio: threeDigits(median(ratios)),
  };
}

function processesOf({ use, outcome }: Run): Figure['processes'] {
  const { work } = outcome;
  return use.processes.map(({ name, cores, busiestThread, memoryMiB }) => ({
    name,
    cores: threeDigits(cores),
    busiestThread: threeDigits(busiestThread),
    memoryMiB: Math.round(memoryMiB),
    ...(work !== undefined &&
      work > 0 && { microsEach: threeDigits((cores * use.seconds * 1e6) / work) }),
  }));
}

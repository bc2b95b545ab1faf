import type { Run } from '../measuring/rounds.ts';
import type { Figure } from './bench-result.ts';
import { makeFigure, valuesOf, type CeilingRuns } from './make-figure.ts';

/** The process that asks, or that is told: its CPU is not that of what is measured. */
export const clientName = 'client';

/**
 * Microseconds of CPU for each unit of work, of all observed processes together but the client. Other
 * work on the machine changes it little: it can be compared where rates cannot.
 */
export function cpuMicrosEach(runs: readonly Run[]): number[] {
  return runs.map(({ use, outcome }) => {
    const measured = use.processes.filter(({ name }) => name !== clientName);
    const cores = measured.reduce((sum, process) => sum + process.cores, 0);
    return (cores * use.seconds * 1e6) / (outcome['work'] ?? NaN);
  });
}

/** The figure of {@link cpuMicrosEach}; none on a system that does not say what processes use. */
export function cpuFigures(options: {
  readonly name: string;
  /** What is worked on: `report`, `request`. */
  readonly each: string;
  readonly runs: readonly Run[];
  readonly ceilings: readonly CeilingRuns[];
}): Figure[] {
  const { name, each, runs, ceilings } = options;
  const micros = cpuMicrosEach(runs);
  if (!micros.every(Number.isFinite)) return [];
  const withMicros = runs.map((run, round) => ({
    ...run,
    outcome: { ...run.outcome, micros: micros[round] ?? NaN },
  }));
  const known = ceilings.filter(({ values }) => values.every((value) => value > 0));
  return [
    makeFigure({
      name: `${name}, CPU a ${each}`,
      unit: 'µs',
      better: 'less',
      runs: withMicros,
      key: 'micros',
      ceilings: known,
    }),
  ];
}

/** A ceiling of CPU: what several subjects cost together, round by round. */
export function cpuCeiling(name: string, ...subjects: readonly (readonly Run[])[]): CeilingRuns {
  const micros = subjects.map(cpuMicrosEach);
  const rounds = valuesOf(subjects[0] ?? [], 'work').length;
  const sum = (round: number) => micros.reduce((total, one) => total + (one[round] ?? NaN), 0);
  return { name, values: Array.from({ length: rounds }, (_, round) => sum(round)) };
}

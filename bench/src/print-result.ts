import type { ObservedProcess } from './observed-process.ts';

/** Prints a benchmark's figure and what each process used for it. */
export function printResult(figure: string, processes: readonly ObservedProcess[]): void {
  console.log(figure);
  console.table(processes.map((process) => process.row()));
}

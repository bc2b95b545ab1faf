import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchResult, type BenchResult } from './bench-result.ts';

/** Where results lie unless another folder is asked for: `bench/results`. */
export const resultsFolder = fileURLToPath(new URL('../../results/', import.meta.url));

/** Writes a scenario's results as JSON and its plots beside, over those of an earlier run. */
export async function writeResult(
  folder: string,
  result: BenchResult,
  plots: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify(benchResult.parse(result), null, 1);
  await writeFile(join(folder, `${result.scenario}.json`), `${text}\n`);
  for (const [name, svg] of plots) await writeFile(join(folder, `${name}.svg`), svg);
}

/** Writes a flame graph beside the results, and resolves with the file. */
export async function writeFlameGraph(folder: string, name: string, svg: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.svg`);
  await writeFile(file, svg);
  return file;
}

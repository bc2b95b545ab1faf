import { watchUse, type Observed, type Use } from './observed-process.ts';

/** What one run of something gave: figures by name. */
export type Outcome = Readonly<Record<string, number>>;

/** Something that is run several times: what is measured, or one of its ceilings. */
export interface Subject {
  readonly name: string;
  /** Whose CPU and memory it costs. */
  readonly observed: readonly Observed[];
  /** Runs once for about the given time. `work` in what it gives is what CPU is divided by. */
  run(ms: number): Promise<Outcome>;
}

/** One run: what it gave, and what was used meanwhile. */
export interface Run {
  readonly outcome: Outcome;
  readonly use: Use;
}

/** How often each subject runs; their median counts. */
export const rounds = 3;

/**
 * Warms all subjects up, then runs them in turn: each round has all of them, so that a machine that
 * slows down slows down ceilings and measured alike.
 */
export async function runRounds(
  subjects: readonly Subject[],
  { runMs, warmUpMs = runMs / 2 }: { readonly runMs: number; readonly warmUpMs?: number },
): Promise<ReadonlyMap<Subject, readonly Run[]>> {
  if (warmUpMs > 0) for (const subject of subjects) await subject.run(warmUpMs);
  const runs = new Map<Subject, Run[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of subjects) {
      const stop = watchUse(subject.observed);
      const outcome = await subject.run(runMs);
      runs.get(subject)?.push({ outcome, use: stop() });
    }
  }
  return runs;
}

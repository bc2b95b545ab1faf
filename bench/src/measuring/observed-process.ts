import { canObserve, machineCpuSeconds, usageOf, type Usage } from './process-usage.ts';

/** A process whose use of CPU and memory is measured. */
export interface Observed {
  readonly name: string;
  readonly pid: number;
}

/** What a process used in a stretch of time. */
export interface ProcessUse {
  readonly name: string;
  /** 1 is one core all the time. */
  readonly cores: number;
  /** The same of the thread that worked most: at 1 a program of one thread can do no more. */
  readonly busiestThread: number;
  readonly memoryMiB: number;
}

/** What a machine and the processes of a benchmark used in a stretch of time. */
export interface Use {
  readonly seconds: number;
  readonly processes: readonly ProcessUse[];
  /** Cores that were busy, with whatever; NaN on a system that does not say. */
  readonly busyCores: number;
}

/** Begins to watch; the returned function ends it. On a system without /proc there are no processes. */
export function watchUse(observed: readonly Observed[]): () => Use {
  const start = performance.now();
  const machine = machineCpuSeconds();
  const first = look(observed);
  return () => {
    const seconds = (performance.now() - start) / 1_000;
    const last = look(observed);
    const processes = observed.flatMap(({ name, pid }) => {
      const [before, after] = [first.get(pid), last.get(pid)];
      return before && after ? useBetween(name, { before, after, seconds }) : [];
    });
    return { seconds, processes, busyCores: (machineCpuSeconds() - machine) / seconds };
  };
}

function look(observed: readonly Observed[]): ReadonlyMap<number, Usage> {
  const usages = new Map<number, Usage>();
  if (!canObserve) return usages;
  for (const { pid } of observed) {
    const usage = usageOf(pid);
    if (usage) usages.set(pid, usage);
  }
  return usages;
}

function useBetween(
  name: string,
  { before, after, seconds }: { before: Usage; after: Usage; seconds: number },
): ProcessUse {
  const ofThreads = [...after.threads].map(([id, used]) => used - (before.threads.get(id) ?? 0));
  return {
    name,
    cores: ofThreads.reduce((sum, used) => sum + used, 0) / seconds,
    busiestThread: Math.max(0, ...ofThreads) / seconds,
    memoryMiB: after.memoryMiB,
  };
}

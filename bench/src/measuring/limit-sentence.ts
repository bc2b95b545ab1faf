import type { ProcessUse } from './observed-process.ts';

/** From here on a thread or a machine counts as busy: the rest is lost between turns of the scheduler. */
const busyShare = 0.85;

/** Other work on the machine is named from this share of all its cores on. */
const notableShare = 0.1;

/** What is known of a run when it is asked what limited it. */
export interface LimitClues {
  readonly processes: readonly ProcessUse[];
  /** All cores of the machine that were busy; NaN if nobody knows. */
  readonly busyCores: number;
  readonly cores: number;
}

/** One sentence that says what limited a run, worked out from the CPU that was measured. */
export function limitSentence({ processes, busyCores, cores }: LimitClues): string {
  const [busiest] = processes.toSorted((a, b) => b.cores - a.cores);
  if (!busiest) return 'Unknown: this system does not say what processes use.';
  const parts = [threadLimit(processes), coreLimit({ processes, busyCores, cores })];
  const found = parts.filter((part) => part !== undefined);
  const limits = found.length > 0 ? found : [waitingLimit(busiest, busyCores, cores)];
  const others = otherWork({ processes, busyCores, cores });
  return `${limits.join('; ')}${others}.`;
}

function threadLimit(processes: readonly ProcessUse[]): string | undefined {
  const [most] = processes.toSorted((a, b) => b.busiestThread - a.busiestThread);
  if (!most || most.busiestThread < busyShare) return undefined;
  return `one thread of ${most.name} is busy (${share(most.busiestThread)} of a core)`;
}

function coreLimit({ processes, busyCores, cores }: LimitClues): string | undefined {
  if (!(busyCores >= busyShare * cores)) return undefined;
  const largest = processes.toSorted((a, b) => b.cores - a.cores).slice(0, 3);
  const shares = largest.map(({ name, cores: used }) => `${name} ${used.toFixed(2)}`);
  return `the machine's ${cores} cores are busy (${share(busyCores / cores)}: ${shares.join(', ')})`;
}

function waitingLimit(busiest: ProcessUse, busyCores: number, cores: number): string {
  const machine = Number.isNaN(busyCores) ? '' : `, ${busyCores.toFixed(2)} of ${cores} in all`;
  return `waiting (disks, timers, round trips): ${busiest.name} works most, with ${busiest.cores.toFixed(2)} cores${machine}`;
}

function otherWork({ processes, busyCores, cores }: LimitClues): string {
  const ours = processes.reduce((sum, process) => sum + process.cores, 0);
  const others = busyCores - ours;
  if (!(others >= notableShare * cores)) return '';
  return `; other work on the machine took ${others.toFixed(2)} cores`;
}

function share(value: number): string {
  return `${Math.round(value * 100)} %`;
}

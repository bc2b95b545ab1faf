import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Clock ticks in a second of /proc/PID/stat; Linux has 100 on every platform Node runs on. */
const ticksPerSecond = 100;
const bytesPerMiB = 2 ** 20;

/** Whether this system says what other processes use: only Linux has /proc. */
export const canObserve = process.platform === 'linux';

/** What a process has used since it started. */
export interface Usage {
  /** CPU seconds of each of its threads that live, by their number. */
  readonly threads: ReadonlyMap<string, number>;
  readonly memoryMiB: number;
}

/** Reads what a process has used, from Linux's /proc; `undefined` if it is gone or not ours to see. */
export function usageOf(pid: number): Usage | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? '0';
    return {
      threads: threadsOf(pid),
      memoryMiB: (Number(resident) * 1_024) / bytesPerMiB,
    };
  } catch {
    return undefined;
  }
}

function threadsOf(pid: number): Map<string, number> {
  const threads = new Map<string, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      threads.set(thread, cpuSecondsOf(`/proc/${pid}/task/${thread}`));
    } catch {
      // The thread has just ended.
    }
  }
  return threads;
}

/** In nanoseconds where the kernel counts so (`schedstat`), else in ticks of a hundredth of a second. */
function cpuSecondsOf(thread: string): number {
  if (existsSync(`${thread}/schedstat`)) {
    return Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
  }
  const stat = readFileSync(`${thread}/stat`, 'utf8');
  // The name in brackets may hold blanks; fields 14 and 15, user and system time, count from after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** CPU seconds of a process so far; NaN if it is gone. */
export function cpuSecondsOfProcess(pid: number): number {
  const threads = usageOf(pid)?.threads.values();
  return threads ? [...threads].reduce((sum, seconds) => sum + seconds, 0) : NaN;
}

/** CPU seconds that all cores together have worked since the machine started. */
export function machineCpuSeconds(): number {
  if (!canObserve) return NaN;
  const [first = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const fields = first.trim().split(/\s+/).slice(1, 9).map(Number);
  const total = fields.reduce((sum, ticks) => sum + ticks, 0);
  // The fourth and fifth are idle and waiting for disks.
  return (total - (fields[3] ?? 0) - (fields[4] ?? 0)) / ticksPerSecond;
}

/** The process that listens on a TCP port of this machine, if there is one we may see. */
export function findListener(port: number): number | undefined {
  if (!canObserve) return undefined;
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const isListening = '0A';
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(`:${hexPort}`) && state === isListening)
      .map((fields) => `socket:[${fields[9] ?? ''}]`),
  );
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => openFilesOf(pid).some((file) => sockets.includes(file)));
}

function openFilesOf(pid: number): readonly string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`));
  } catch {
    // The process has ended, or belongs to somebody else.
    return [];
  }
}

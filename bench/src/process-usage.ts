import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Clock ticks in a second of /proc/PID/stat; Linux has 100 on every platform Node runs on. */
const ticksPerSecond = 100;
const bytesPerMiB = 2 ** 20;

/** What a process has used since it started. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly memoryMiB: number;
}

/** Reads what a process has used, from Linux's /proc. */
export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold blanks; fields 14 and 15, user and system time, count from after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const resident = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? '0';
  return { cpuSeconds, memoryMiB: (Number(resident) * 1_024) / bytesPerMiB };
}

/** The process that listens on a TCP port of this machine, where there is one we may see. */
export function findListener(port: number): number | undefined {
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

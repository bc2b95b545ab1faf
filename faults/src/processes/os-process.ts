import { pause } from '@fleetman/toolkit';

/** How long a process may take to be gone, in milliseconds. */
const endMs = 60_000;

/** Sends a signal to a process; does nothing if there is none of this id. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Whether a process of this id is there; one that has ended and was not waited for is not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Sends a signal that ends a process, and resolves once it is gone; rejects after a minute. */
export async function endProcess(pid: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  sendSignal(pid, signal);
  await waitUntil(() => !isAlive(pid), { what: `process ${pid} to end`, timeoutMs: endMs });
}

/** What is waited for, in words that follow "waited in vain for", and for how long. */
interface Wait {
  readonly what: string;
  readonly timeoutMs: number;
  readonly everyMs?: number;
}

/** Resolves once `condition` holds, asked again and again; rejects when it took too long. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { what, timeoutMs, everyMs = 25 }: Wait,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(everyMs);
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A service as a process of its own. */
export interface ServiceProcess {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a service on a port and resolves when it is ready, or rejects after a minute. */
export function startProcess(
  service: string,
  port: number,
  environment: Record<string, string>,
): Promise<ServiceProcess> {
  return startProgram(`services/${service}/dist/main.js`, port, environment);
}

/** The same for any program of ours, named from the repository's folder. */
export async function startProgram(
  script: string,
  port: number,
  environment: Record<string, string>,
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', ...environment, PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  const deadline = Date.now() + 60_000;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || !child.pid || Date.now() > deadline) {
      await stop();
      throw new Error(`${script} did not become ready`);
    }
    await delay(100);
  }
  return { pid: child.pid ?? 0, url, stop };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    // It does not listen yet.
    return false;
  }
}

/** Reads one number from a service's metrics, summed over its labels. */
export async function readMetric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+]+)$`, 'gm'));
  return [...values].reduce((sum, [, value]) => sum + Number(value), 0);
}

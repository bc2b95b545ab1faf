import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Observed } from '../measuring/observed-process.ts';
import { freePort } from '@fleetman/toolkit/testing';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const startDeadlineMs = 60_000;
/** A service finishes what it has in hand; one that takes longer is ended by force. */
const stopDeadlineMs = 15_000;

/** A program of ours as a process of its own. */
export interface ServiceProcess extends Observed {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly metricsUrl: string;
  stop(): Promise<void>;
}

/** How a process is started. */
export interface StartOptions {
  /** What it is called in results. */
  readonly name: string;
  /** The JavaScript file, from the repository's folder. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where its CPU profile is written when it ends; none if not given. */
  readonly profileFile?: string | undefined;
}

/** Starts a service on ports of its own, and resolves when it is ready. */
export async function startService(options: StartOptions): Promise<ServiceProcess> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const child = spawnNode(options, { PORT: String(port), METRICS_PORT: String(metricsPort) });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => stopProcess(child);
  const deadline = Date.now() + startDeadlineMs;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || child.pid === undefined || Date.now() > deadline) {
      await stop();
      throw new Error(`${options.script} did not become ready`);
    }
    await delay(50);
  }
  const metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  return { name: options.name, pid: child.pid ?? 0, url, metricsUrl, stop };
}

/** Starts a JavaScript file on this same Node; it ends with this process. */
export function spawnNode(
  { script, environment, profileFile }: Omit<StartOptions, 'name'>,
  ports: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawn(process.execPath, [...profileFlags(profileFile), script], {
    cwd: root,
    env: { ...inherited(), LOG_LEVEL: 'error', LOG_FORMAT: 'json', ...environment, ...ports },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  showErrors(child);
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

/** Without what the bench alone reads: a service would warn of settings that it does not know. */
function inherited(): NodeJS.ProcessEnv {
  const own = new Set(['AMQP_URL', 'MONGO_URL', 'BENCH_NOTE', 'CHROMIUM']);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.has(name)));
}

/** Of what a service writes errors are shown; what `npm start` greets its user with is not. */
function showErrors({ stdout }: ChildProcess): void {
  stdout?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (line.startsWith('{')) console.error(line);
  });
}

function profileFlags(file: string | undefined): string[] {
  if (file === undefined) return [];
  const at = file.lastIndexOf('/');
  const flags = ['--cpu-prof', `--cpu-prof-dir=${file.slice(0, at)}`];
  return [...flags, `--cpu-prof-name=${file.slice(at + 1)}`];
}

/** Asks a process to end, and makes it end if it does not. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMs);
  await ended;
  clearTimeout(timer);
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
export async function readMetric({ metricsUrl }: ServiceProcess, name: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  const values = text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+]+)$`, 'gm'));
  return [...values].reduce((sum, [, value]) => sum + Number(value), 0);
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pause } from '@fleetman/toolkit';
import { isReady } from '../network/load-balancer.ts';
import { waitUntil } from './os-process.ts';
import type { Part } from './part.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const clockShifter = fileURLToPath(new URL('shift-clock.js', import.meta.url));

/** What a kubelet takes to notice that a container has ended, about, in milliseconds. */
const restartMs = 100;
const readyMs = 120_000;

/** How a service is run. */
export interface ServiceOptions {
  readonly name: string;
  /** Its folder below `services`. */
  readonly service: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly environment: Readonly<Record<string, string>>;
  /** A file that its output is added to. */
  readonly output: string;
}

/** A service of ours as a process that is started anew whenever it has ended, as a cluster does. */
export class ServiceProcess implements Part {
  readonly name: string;
  readonly url: string;
  readonly metricsUrl: string;
  readonly #options: ServiceOptions;
  readonly #output: number;
  #child: ChildProcess | undefined;
  #isWanted = false;
  #shiftMs = 0;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.name = options.name;
    this.url = `http://127.0.0.1:${options.port}`;
    this.metricsUrl = `http://127.0.0.1:${options.metricsPort}/metrics`;
    this.#output = openSync(options.output, 'a');
  }

  /** Resolves at once; {@link ready} when it can do its work. */
  async start(): Promise<void> {
    this.#isWanted = true;
    if (!this.#child) this.#run();
  }

  /** Resolves when it can do its work. */
  async ready(): Promise<void> {
    const wait = { what: `${this.name} to be ready`, timeoutMs: readyMs, everyMs: 50 };
    await waitUntil(() => isReady(this.url), wait);
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Starts it anew with a clock that is ahead by so much; 0 is the right time again. */
  async shiftClock(ms: number): Promise<void> {
    this.#shiftMs = ms;
    await this.stop();
  }

  /** Ends it for good. */
  async close(): Promise<void> {
    this.#isWanted = false;
    this.thaw();
    await this.kill();
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  #run(): void {
    const { service, port, metricsPort, environment } = this.#options;
    const preload = this.#shiftMs === 0 ? [] : ['--import', clockShifter];
    const child = spawn(process.execPath, [...preload, `services/${service}/dist/main.js`], {
      cwd: root,
      env: {
        ...process.env,
        ...environment,
        PORT: String(port),
        METRICS_PORT: String(metricsPort),
        FLEETMAN_FAULTS_SHIFT_MS: String(this.#shiftMs),
      },
      stdio: ['ignore', this.#output, this.#output],
    });
    this.#child = child;
    child.once('exit', () => {
      this.#child = undefined;
      void this.#restart();
    });
  }

  async #restart(): Promise<void> {
    await pause(restartMs);
    if (this.#isWanted && !this.#child) this.#run();
  }
}

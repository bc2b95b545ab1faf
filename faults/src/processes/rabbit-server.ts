import { execFile, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect } from 'amqplib';
import { freePort } from '@fleetman/toolkit/testing';
import { mountMemory, unmountMemory } from './memory-disk.ts';
import { endProcess, sendSignal, waitUntil } from './os-process.ts';
import type { Part } from './part.ts';

const run = promisify(execFile);
const startMs = 120_000;

/** More than its write-ahead log ever is, and what it wants to be free beside. */
const diskMegabytes = 1_024;

/** A RabbitMQ of its own: own name, own ports, own folders, beside whatever the machine runs. */
export class RabbitServer implements Part {
  readonly name = 'broker';
  readonly url: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #pidFile: string;
  readonly #output: number;
  readonly #names: ChildProcess;
  readonly #data: string;
  readonly #hasOwnDisk: boolean;

  private constructor(folder: string, ports: readonly [number, number, number]) {
    const [port, distribution, names] = ports;
    this.#data = join(folder, 'data');
    this.#hasOwnDisk = mountMemory(this.#data, diskMegabytes);
    this.url = `amqp://127.0.0.1:${port}`;
    this.#pidFile = join(folder, 'pid');
    this.#output = openSync(join(folder, 'output'), 'a');
    this.#environment = {
      ...process.env,
      HOME: folder,
      RABBITMQ_NODENAME: `fleetman-faults-${port}@localhost`,
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(distribution),
      ERL_EPMD_PORT: String(names),
      RABBITMQ_MNESIA_BASE: this.#data,
      RABBITMQ_LOG_BASE: join(folder, 'log'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
      RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
      RABBITMQ_PID_FILE: this.#pidFile,
    };
    // Ours, in the foreground: RabbitMQ would leave one behind.
    this.#names = spawn('epmd', ['-port', String(names), '-address', '127.0.0.1'], {
      stdio: 'ignore',
    });
    this.#names.on('error', () => undefined);
  }

  /** Makes the folder's files; starts nothing but the name server. */
  static async prepare(folder: string): Promise<RabbitServer> {
    for (const each of ['data', 'log']) mkdirSync(join(folder, each), { recursive: true });
    const ports = [await freePort(), await freePort(), await freePort()] as const;
    writeFileSync(join(folder, 'plugins'), '[].');
    const settings = [
      `listeners.tcp.local = 127.0.0.1:${ports[0]}`,
      // A full laptop would block publishers before any fault does.
      'disk_free_limit.absolute = 50MB',
    ];
    writeFileSync(join(folder, 'rabbitmq.conf'), `${settings.join('\n')}\n`);
    const server = new RabbitServer(folder, ports);
    chmodSync(folder, 0o755);
    // Debian's starts as a user of its own.
    if (process.getuid?.() === 0) await run('chown', ['-R', 'rabbitmq', folder]);
    return server;
  }

  async start(): Promise<void> {
    rmSync(this.#pidFile, { force: true });
    const starter = spawn('rabbitmq-server', [], {
      env: this.#environment,
      stdio: ['ignore', this.#output, this.#output],
    });
    starter.on('error', () => undefined);
    await waitUntil(() => this.#answers(), { what: 'RabbitMQ', timeoutMs: startMs, everyMs: 100 });
  }

  async kill(): Promise<void> {
    await endProcess(this.#pid, 'SIGKILL');
  }

  async stop(): Promise<void> {
    await endProcess(this.#pid, 'SIGTERM');
  }

  freeze(): void {
    sendSignal(this.#pid, 'SIGSTOP');
  }

  thaw(): void {
    sendSignal(this.#pid, 'SIGCONT');
  }

  /** Runs a command of `rabbitmqctl`. */
  async control(...args: readonly string[]): Promise<void> {
    await run('rabbitmqctl', ['-q', ...args], { env: this.#environment, timeout: startMs });
  }

  /** Ends it by force, and the name server with it. */
  async close(): Promise<void> {
    if (existsSync(this.#pidFile)) await this.kill();
    this.#names.kill('SIGKILL');
    if (this.#hasOwnDisk) unmountMemory(this.#data);
  }

  get #pid(): number {
    return Number(readFileSync(this.#pidFile, 'utf8'));
  }

  async #answers(): Promise<boolean> {
    try {
      const connection = await connect(this.url, { timeout: 2_000 });
      await connection.close();
      return existsSync(this.#pidFile);
    } catch {
      // It is not there yet.
      return false;
    }
  }
}

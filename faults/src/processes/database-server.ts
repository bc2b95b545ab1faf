import { execFile, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';
import { freePort } from '@fleetman/toolkit/testing';
import { mountMemory, unmountMemory } from './memory-disk.ts';
import { endProcess, sendSignal, waitUntil } from './os-process.ts';
import type { Part } from './part.ts';

const run = promisify(execFile);
const startMs = 60_000;

/** What the small disk of the database holds: MongoDB's journal alone takes 100 MB at a time. */
const diskMegabytes = 640;

/** The stand-in of the rig, for machines without MongoDB. */
const rigScript = fileURLToPath(new URL('../../../../shared/rig/mongo-up', import.meta.url));

/** The program of this name on PATH, if there is one. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** Why no database can be started here; `undefined` if one can. */
export function databaseProblem(): string | undefined {
  if (findProgram('mongod') ?? (existsSync(rigScript) ? rigScript : undefined)) return undefined;
  return 'there is no mongod on PATH';
}

/**
 * A database of its own: `mongod` where it is installed, else the stand-in of the rig. Its data lie on a
 * file system of their own in memory where we may mount one, so that it can be filled.
 */
export class DatabaseServer implements Part {
  readonly name = 'database';
  readonly url: string;
  /** Whether {@link fillDisk} can be called. */
  readonly hasOwnDisk: boolean;
  readonly #folder: string;
  readonly #data: string;
  readonly #port: number;
  #pid = 0;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.#data = join(folder, 'data');
    this.url = `mongodb://127.0.0.1:${port}`;
    mkdirSync(this.#data, { recursive: true });
    this.hasOwnDisk = mountMemory(this.#data, diskMegabytes);
  }

  static async prepare(folder: string): Promise<DatabaseServer> {
    return new DatabaseServer(folder, await freePort());
  }

  async start(): Promise<void> {
    if (findProgram('mongod')) this.#startMongod();
    else await this.#startStandIn();
    await waitUntil(() => this.#answers(), { what: 'the database', timeoutMs: startMs });
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

  /** Whether it stores something that is new. */
  async takesWrites(): Promise<boolean> {
    const client = new MongoClient(this.url, { serverSelectionTimeoutMS: 500 });
    try {
      await client.db('ballast').collection('ballast').insertOne({});
      return true;
    } catch {
      return false;
    } finally {
      await client.close();
    }
  }

  /**
   * Writes until there is no room on the disk of the data, and then has the database use up what it has
   * reserved there. Resolves when it refuses to write, with a function that makes room again.
   */
  async fillDisk(): Promise<() => void> {
    const file = join(this.#data, 'ballast');
    const descriptor = openSync(file, 'w');
    // Blocks that are smaller each time, so that nothing is left.
    for (const bytes of [1 << 20, 4_096, 1]) {
      const block = Buffer.alloc(bytes);
      while (tryWrite(descriptor, block));
    }
    closeSync(descriptor);
    await this.#useUpReserve();
    return () => {
      rmSync(file);
    };
  }

  /** Ends it by force. */
  async close(): Promise<void> {
    if (this.#pid > 0) await this.kill();
    if (this.hasOwnDisk) unmountMemory(this.#data);
  }

  async #useUpReserve(): Promise<void> {
    const timeoutMs = 5_000;
    const client = new MongoClient(this.url, {
      ...{ serverSelectionTimeoutMS: timeoutMs, socketTimeoutMS: timeoutMs },
      writeConcern: { journal: true },
    });
    try {
      const ballast = client.db('ballast').collection('ballast');
      // Random, so that it cannot be packed.
      for (let left = diskMegabytes; left > 0; left--) {
        await ballast.insertOne({ bytes: randomBytes(1 << 20) });
      }
    } catch {
      // What was to be seen.
      return;
    } finally {
      await client.close();
    }
    throw new Error('the database goes on writing to a full disk');
  }

  #startMongod(): void {
    const output = openSync(join(this.#folder, 'output'), 'a');
    const place = ['--port', String(this.#port), '--dbpath', this.#data, '--bind_ip', '127.0.0.1'];
    const child = spawn('mongod', place, { stdio: ['ignore', output, output] });
    child.on('error', () => undefined);
    this.#pid = child.pid ?? 0;
  }

  async #startStandIn(): Promise<void> {
    const env = { ...process.env, RIG_MONGO_STATE: this.#folder };
    await run(rigScript, ['--port', String(this.#port), '--data', this.#data], { env });
    this.#pid = Number(readFileSync(join(this.#folder, `${this.#port}.pid`), 'utf8'));
  }

  async #answers(): Promise<boolean> {
    const client = new MongoClient(this.url, { serverSelectionTimeoutMS: 500 });
    try {
      await client.db().command({ ping: 1 });
      return true;
    } catch {
      // It is not there yet.
      return false;
    } finally {
      await client.close();
    }
  }
}

/** Whether there was room for at least a part. */
function tryWrite(descriptor: number, block: Buffer): boolean {
  try {
    return writeSync(descriptor, block) > 0;
  } catch {
    return false;
  }
}

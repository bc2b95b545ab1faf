import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a command wrote. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** What the command reads from its standard input. */
  readonly input?: string;
  /** When it is killed. Default 60 s. */
  readonly timeoutMs?: number;
}

/** The program `kubectl`, held to one context and one namespace. */
export class Kubectl {
  readonly context: string;
  readonly namespace: string;

  constructor(context: string, namespace = 'default') {
    this.context = context;
    this.namespace = namespace;
  }

  /** The same cluster, another namespace. */
  in(namespace: string): Kubectl {
    return new Kubectl(this.context, namespace);
  }

  /** The flags that say where a command goes. */
  get place(): readonly string[] {
    return ['--context', this.context, '--namespace', this.namespace];
  }

  /** Resolves when the command succeeds; rejects with the command and all it said otherwise. */
  async run(
    args: readonly string[],
    { input, timeoutMs = 60_000 }: RunOptions = {},
  ): Promise<Said> {
    const running = execute('kubectl', [...this.place, ...args], {
      timeout: timeoutMs,
      maxBuffer: 64 * 1024 * 1024,
    });
    running.child.stdin?.end(input);
    try {
      return await running;
    } catch (error) {
      throw new Error(describe(args, timeoutMs, error), { cause: error });
    }
  }

  /** What the command writes to its standard output, without the blanks around. */
  async text(...args: string[]): Promise<string> {
    return (await this.run(args)).stdout.trim();
  }

  /** What `get` answers. The caller names the fields that it reads. */
  async get<T>(...args: string[]): Promise<T> {
    return JSON.parse(await this.text('get', ...args, '--output', 'json')) as T;
  }

  /** The objects that `get` lists. */
  async list<T>(...args: string[]): Promise<readonly T[]> {
    return (await this.get<{ items: T[] }>(...args)).items;
  }
}

function describe(args: readonly string[], timeoutMs: number, error: unknown): string {
  const command = `kubectl ${args.join(' ')}`;
  // What a failed child process rejects with, as Node documents it.
  const { killed, code, stdout, stderr } = error as Partial<Said> & {
    killed?: boolean;
    code?: number | string;
  };
  const end = killed === true ? `was not done after ${timeoutMs / 1_000} s` : `failed (${code})`;
  return [`${command} ${end}`, stderr, stdout].filter(Boolean).join('\n').trim();
}

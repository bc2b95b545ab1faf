import { execFile } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What became of a command. */
export interface Outcome {
  /** Its exit code; -1 where it was killed, or could not be started. */
  readonly code: number;
  readonly stdout: string;
  /** Both of its outputs, for people. */
  readonly said: string;
}

/** How a command is run. */
export interface CommandOptions {
  /** Its whole environment, but for what every program needs. */
  readonly environment?: Readonly<Record<string, string>>;
  /** When it is killed. Default 60 s. */
  readonly timeoutMs?: number;
}

/** Runs a program in the repository's folder. Resolves however it ends. */
export function command(
  program: string,
  args: readonly string[],
  { environment = {}, timeoutMs = 60_000 }: CommandOptions = {},
): Promise<Outcome> {
  const options = {
    cwd: root,
    // Nothing that the person who runs the tests has set for a set of their own.
    env: { ...inherited(), ...environment },
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  };
  return new Promise((end) => {
    execFile(program, [...args], options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      const said = [stderr, stdout, error?.killed ? `killed after ${timeoutMs / 1_000} s` : ''];
      end({ code, stdout, said: said.filter(Boolean).join('\n').trim() });
    });
  });
}

/** Runs `docker`; rejects with all that it said where it fails. Resolves with its standard output. */
export async function docker(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, stdout, said } = await command('docker', args, options);
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}:\n${said}`);
  return stdout.trim();
}

function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'BUILD_NETWORK'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** A program that a task ran ended with something else than 0; it has said why. */
export class TaskFailed extends Error {
  constructor(what, code) {
    super(`${what} failed (${code})`);
    this.code = code;
  }
}

/**
 * Runs a JavaScript file, named from the repository's folder or from `cwd` in it, on this same Node.
 * Resolves when it ends with 0 and rejects with {@link TaskFailed} otherwise.
 */
export function node(file, args = [], { cwd = '.', flags = [], env = {} } = {}) {
  const child = spawn(process.execPath, [...flags, file, ...args], {
    cwd: join(root, cwd),
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const passOn = (signal) => child.kill(signal);
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      if (code === 0) resolve();
      else reject(new TaskFailed(file, code ?? signal));
    });
  });
}

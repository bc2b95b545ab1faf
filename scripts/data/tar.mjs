import { spawn } from 'node:child_process';

/** Runs the system's tar; `stdout` is a file descriptor. Rejects if it cannot be started or fails. */
export function tar(args, { stdout = 'ignore' } = {}) {
  const child = spawn('tar', args, { stdio: ['ignore', stdout, 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new Error(`tar cannot be started: ${error.message}`, { cause: error }));
    });
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`tar failed (${code ?? signal})`));
    });
  });
}

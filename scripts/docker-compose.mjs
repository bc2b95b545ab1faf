import { execFileSync, spawn } from 'node:child_process';
import { root } from './run-node.mjs';

/**
 * Runs `docker compose` in the repository's folder, where it finds its files and `.env`. `stdin` and
 * `stdout` are file descriptors or 'ignore' or 'inherit'. Resolves with the exit code; rejects where there
 * is no Docker.
 */
function dockerCompose(args, { stdin = 'ignore', stdout = 'inherit' } = {}) {
  const child = spawn('docker', ['compose', ...args], {
    cwd: root,
    stdio: [stdin, stdout, 'inherit'],
  });
  const passOn = (signal) => child.kill(signal);
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new Error(`docker cannot be started: ${error.message}`, { cause: error }));
    });
    child.once('exit', (code, signal) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/**
 * Runs a program of a service in a container of its own, beside the running set: with the service's settings
 * and networks, but without starting anything else.
 */
export function serviceProgram(service, args, streams) {
  return dockerCompose(['run', '--rm', '--no-deps', '-T', service, ...args], streams);
}

/** Whether the set has a service of this name. */
export function hasService(service) {
  const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
  return execFileSync('docker', ['compose', 'config', '--services'], options)
    .split('\n')
    .includes(service);
}

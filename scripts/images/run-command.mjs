import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../run-node.mjs';

/** A step could not be done; the message says why, and what to do. */
export class StepFailed extends Error {}

/**
 * Runs a program that only answers whether something is there.
 *
 * @throws StepFailed with the sentence for the case: the program is `missing`, or it `failed`.
 */
export function quiet(command, args, { missing, failed }) {
  const { error, status } = spawnSync(command, args, { stdio: 'ignore' });
  if (error?.code === 'ENOENT') throw new StepFailed(missing ?? failed);
  if (error || status !== 0) throw new StepFailed(failed);
}

/**
 * Runs a program in the repository's folder, its output shown as it comes; with `into` it is the input
 * of a second one. Rejects with {@link StepFailed} where one of them ends with something else than 0.
 */
export async function run(command, args, { env = {}, into } = {}) {
  const options = { cwd: root, env: { ...process.env, ...env } };
  const first = spawn(command, args, {
    ...options,
    stdio: ['ignore', into ? 'pipe' : 'inherit', 'inherit'],
  });
  const started = [ended(first, command)];
  if (into) {
    const second = spawn(...into, { ...options, stdio: ['pipe', 'inherit', 'inherit'] });
    started.push(ended(second, into[0]));
    first.stdout.pipe(second.stdin);
    // The second has said why it took no more.
    second.stdin.on('error', () => first.kill());
  }
  await Promise.all(started);
}

async function ended(child, command) {
  const [code, signal] = await once(child, 'exit').catch((error) => {
    throw new StepFailed(`Cannot run ${command}: ${error.message}`);
  });
  if (code !== 0)
    throw new StepFailed(`${command} failed (${code ?? signal}); the lines above say why.`);
}

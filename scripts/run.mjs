/**
 * `node scripts/run.mjs TASK [ARGUMENT …]`, the one command behind every script in package.json.
 *
 * Runs on whatever Node the machine has, 20 or newer, and depends on nothing: it installs what the
 * lockfile names when that is missing or stale, then goes on with tasks.mjs on the pinned Node that
 * was installed with the rest.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf } from './hash-files.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules', '.fleetman-install');
const isWindows = process.platform === 'win32';
const pinnedNode = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');

const oldestNode = 20;
if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  console.error(`Fleetman needs Node ${oldestNode} or newer; this is ${process.version}.`);
  process.exit(1);
}

await installWhereStale();
process.exitCode = await run(
  pinnedNode,
  [join(root, 'scripts', 'tasks.mjs'), ...process.argv.slice(2)],
  {
    // A channel of its own tells the task when this process is gone, however it ended.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  },
);

async function installWhereStale() {
  const wanted = hashOf(root, [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'package.json',
    'scripts/run.mjs',
  ]);
  const isInstalled = existsSync(pinnedNode) && existsSync(stampFile);
  if (isInstalled && readFileSync(stampFile, 'utf8') === wanted) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.log(`Installing what Fleetman needs with ${packageManager} (once, about a minute) …`);
  const code = await runPnpm(packageManager, ['install', '--frozen-lockfile']);
  if (code !== 0) {
    console.error(
      `The installation failed (${code}); the lines above say why. Nothing was started.`,
    );
    process.exit(code);
  }
  writeFileSync(stampFile, wanted);
}

/** Runs pnpm by npx, at the pinned version, whether or not the machine has one. */
function runPnpm(packageManager, args) {
  // Without CI pnpm would ask before it replaces a node_modules that npm has made.
  const options = { stdio: 'inherit', env: { ...process.env, CI: 'true' } };
  const npmCli = process.env.npm_execpath ?? '';
  // Started by npm: its own program spares us the difference between npx and npx.cmd.
  if (/^npm-cli\.[cm]?js$/.test(basename(npmCli))) {
    return run(process.execPath, [npmCli, 'exec', '--yes', '--', packageManager, ...args], options);
  }
  return run('npx', ['--yes', packageManager, ...args], { ...options, shell: isWindows });
}

/** Resolves with the exit code of a program, to which stop signals are passed on. */
function run(command, args, options) {
  const child = spawn(command, args, {
    cwd: root,
    ...options,
  });
  const passOn = (signal) => child.kill(signal);
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  whenOrphaned(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`Cannot run ${command}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/**
 * npm passes a signal on to a shell, which dies of it and tells nobody. What it started would go on
 * for ever, the port taken, so it looks now and then whether its parent is still there.
 */
function whenOrphaned(act) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 300);
  timer.unref();
}

/** What each script of package.json does, on the pinned Node; run.mjs is the way in. */
import { execFileSync } from 'node:child_process';
import { build } from './build-steps.mjs';
import { node, TaskFailed } from './run-node.mjs';

/** Jest runs ES modules only behind Node's flag, which warns of itself. */
const jestFlags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

const say = (line) => console.log(line);
const eslint = (...args) => node('node_modules/eslint/bin/eslint.js', ['.', ...args]);
const prettier = (...args) => node('node_modules/prettier/bin/prettier.cjs', ['.', ...args]);

/** Runs the suite of `e2e` that the configuration of this name describes. */
async function playwright(suite, args) {
  await build(say);
  const cli = 'node_modules/@playwright/test/cli.js';
  await node(cli, ['test', '--config', `${suite}.config.ts`, ...args], { cwd: 'e2e' });
}

/**
 * Takes `--context NAME` out of the arguments, which Playwright does not know, and hands it on as
 * FLEETMAN_CONTEXT; without a name it is kubectl's current context.
 */
function withContext(args) {
  const at = args.indexOf('--context');
  if (at < 0) return args;
  const name = args[at + 1] ?? execFileSync('kubectl', ['config', 'current-context']);
  process.env.FLEETMAN_CONTEXT = String(name).trim();
  return args.toSpliced(at, 2);
}

const tasks = {
  async start() {
    await build(say);
    // In this very process, so that a signal has one place to go.
    await import('../embedded/dist/main.js');
  },

  /** Rebuilds and restarts on every change: the services under `/api`, the page on port 4200. */
  async dev() {
    await build(say);
    await Promise.all([
      node('node_modules/typescript/bin/tsc', ['-b', '--watch', '--preserveWatchOutput']),
      node('embedded/dist/main.js', [], { flags: ['--watch'] }),
      node('node_modules/@angular/cli/bin/ng.js', ['serve'], { cwd: 'webapp' }),
    ]);
  },

  build: () => build(say),

  test: (args) => node('node_modules/jest/bin/jest.js', args, { flags: jestFlags }),

  e2e: (args) => playwright('page', args),
  'test:images': (args) => playwright('images', args),
  'test:compose': (args) => playwright('compose', args),
  'test:k8s': (args) => playwright('k8s', withContext(args)),

  images: (args) => node('scripts/images.mjs', args),
  backup: (args) => node('scripts/backup.mjs', args),
  restore: (args) => node('scripts/restore.mjs', args),
  'dead-letters': (args) => node('scripts/dead-letters.mjs', args),

  async bench(args) {
    await build(say);
    await node('bench/dist/main.js', args);
  },

  /** Odd input for one border; nothing more is built than what that takes. */
  async fuzz(args) {
    await node('node_modules/typescript/bin/tsc', ['-b', 'fuzz']);
    await node('fuzz/dist/main.js', args);
  },

  /** Real processes under load, and what becomes of confirmed reports when they fail. */
  async 'test:faults'(args) {
    await node('node_modules/typescript/bin/tsc', ['-b', 'faults']);
    await node('faults/dist/main.js', args);
  },

  async lint() {
    await eslint();
    await prettier('--check', '--log-level=warn');
  },

  async format() {
    await eslint('--fix');
    await prettier('--write', '--log-level=warn');
  },

  /** All that a change must pass; what CI runs. Arguments are for the tests. */
  async check(args) {
    await build(say);
    say('Linting …');
    await tasks.lint();
    say('Looking for unused files, exports and dependencies …');
    await node('node_modules/knip/bin/knip.js');
    say('Checking who imports whom …');
    const folders = [
      'libs',
      'services',
      'embedded',
      'webapp/src',
      'data',
      'bench',
      'fuzz',
      'faults',
      'e2e',
      'k8s/tests',
      'scripts',
    ];
    await node('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', folders);
    await tasks.test(args);
  },
};

const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  console.error(`There is no task "${name}"; expected one of ${Object.keys(tasks).join(', ')}.`);
  process.exit(1);
}

// run.mjs is gone, perhaps killed: nobody would stop this process any more.
const stopAlone = () => process.kill(process.pid, 'SIGTERM');
process.once('disconnect', stopAlone);

try {
  await task(args);
  // `start` goes on until it is stopped; any other task is over.
  if (name !== 'start') {
    process.off('disconnect', stopAlone);
    process.disconnect?.();
  }
} catch (error) {
  if (!(error instanceof TaskFailed)) console.error(error);
  process.exit(1);
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from './hash-files.mjs';
import { node, root } from './run-node.mjs';

/** Everything that a TypeScript project of the workspace may hang on. */
const toolchain = ['pnpm-lock.yaml', 'tsconfig.base.json', 'tsconfig.json'];

/**
 * What is built, in its order. A step runs only where its inputs changed since it last succeeded or
 * its result is gone.
 */
const steps = [
  {
    name: 'services',
    inputs: [
      ...toolchain,
      'libs',
      'services',
      'embedded',
      'data/src',
      'bench/src',
      'bench/package.json',
      'bench/tsconfig.json',
      'fuzz',
      'faults',
      'e2e',
      'tsconfig.spec.json',
    ],
    result: 'embedded/dist/main.js',
    run: () => node('node_modules/typescript/bin/tsc', ['-b']),
  },
  {
    name: 'base map',
    inputs: ['pnpm-lock.yaml', 'data'],
    result: 'webapp/public/base-map',
    run: () => node('data/src/draw-base-map.ts'),
  },
  {
    name: 'page',
    inputs: [
      ...toolchain,
      'libs/contract/src',
      'libs/motion/src',
      'libs/toolkit/src',
      'webapp',
      'data',
    ],
    result: 'webapp/dist/index.html',
    // Rollup leaves in the first script what later ones share with it; Rolldown makes 31 files of it, 7 kB gzipped more.
    run: () =>
      node('node_modules/@angular/cli/bin/ng.js', ['build'], {
        cwd: 'webapp',
        env: { NG_BUILD_CHUNKS_ROLLDOWN: '0' },
      }),
  },
];

/** Builds what is stale; `say` gets a line for each step that runs. */
export async function build(say) {
  for (const step of steps) await runWhereStale(step, say);
}

async function runWhereStale({ name, inputs, result, run }, say) {
  const stampFile = join(
    root,
    'node_modules',
    '.cache',
    'fleetman',
    `${name.replace(' ', '-')}.hash`,
  );
  const wanted = hashOf(root, inputs);
  const isFresh =
    existsSync(join(root, result)) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === wanted;
  if (isFresh) return;
  say(`Building the ${name} …`);
  await run();
  mkdirSync(join(stampFile, '..'), { recursive: true });
  writeFileSync(stampFile, wanted);
}

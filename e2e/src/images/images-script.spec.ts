import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from './our-images.ts';

// `npm run images` before the engine: its programs are stand-ins here that write down how they are called.

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fleetman-images-'));
});
test.afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Puts a program into the path; `$*` are its arguments. */
function standIn(name: string, script: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >>'${folder}/calls'\n${script}\n`);
  chmodSync(file, 0o755);
}

const dockerThatWorks = `case "$*" in
  *--print) echo '{"target":{"a":{"tags":["fleetman-a:1","fleetman-a:2"]},"b":{"tags":["fleetman-b:1"]}}}' ;;
  save*) printf archive ;;
  *bake*) echo "$VERSION" >'FOLDER/version' ;;
esac`;

function npmRunImages(...args: string[]): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    // No program but those that a test puts there.
    const env = { PATH: folder, FLEETMAN_RIG: folder };
    const command = [`${root}scripts/images.mjs`, ...args];
    execFile(process.execPath, command, { env }, (error, _stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr });
    });
  });
}

const calls = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');

test('builds by bake, and hands on what is not for itself', async () => {
  standIn('docker', dockerThatWorks.replace('FOLDER', folder));

  expect(await npmRunImages('webapp', '--no-cache')).toEqual({ code: 0, stderr: '' });
  expect(calls()).toContain('docker buildx bake webapp --no-cache');
  expect(readFileSync(join(folder, 'version'), 'utf8')).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('gives minikube one archive of all', async () => {
  standIn('docker', dockerThatWorks.replace('FOLDER', folder));
  standIn('minikube', `[ "$1" = status ] || /bin/cat >'${folder}/loaded'`);

  expect(await npmRunImages('--minikube')).toEqual({ code: 0, stderr: '' });
  expect(calls()).toContain('docker save fleetman-a:1 fleetman-a:2 fleetman-b:1');
  expect(calls()).toContain('minikube image load -');
  expect(readFileSync(join(folder, 'loaded'), 'utf8')).toBe('archive');
});

test('gives a cluster for tests the names of all', async () => {
  standIn('docker', dockerThatWorks.replace('FOLDER', folder));
  standIn('cluster-load', '');

  expect(await npmRunImages('--cluster')).toEqual({ code: 0, stderr: '' });
  expect(calls()).toContain(
    'cluster-load fleetman-a:1 fleetman-a:2 fleetman-b:1 rabbitmq:4.2-management mongo:8.0',
  );
});

for (const [situation, programs, args, said] of [
  ['there is no Docker', {}, [], 'There is no `docker` here'],
  ['Docker is too old', { docker: 'exit 1' }, [], 'Docker has no Buildx here'],
  ['the engine is off', { docker: '[ "$1" != info ]' }, [], 'The Docker engine does not answer'],
  ['there is no minikube', { docker: '' }, ['--minikube'], 'There is no `minikube` here'],
  ['minikube is off', { docker: '', minikube: 'exit 85' }, ['--minikube'], 'minikube does not run'],
  ['there is no such cluster', { docker: '' }, ['--cluster'], 'There is no cluster-load in'],
  ['the build fails', { docker: '[ "$2" != bake ]' }, [], 'docker failed (1)'],
] as const) {
  test(`says so where ${situation}, and exits with 1`, async () => {
    for (const [name, script] of Object.entries(programs)) standIn(name, script);

    const { code, stderr } = await npmRunImages(...args);
    expect(stderr).toContain(said);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });
}

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** The folder `k8s`. */
const k8s = new URL('../../', import.meta.url);

const target = new URL('base/fleetman.yaml', k8s);

const header = `# Written by \`node k8s/tests/src/base-file.ts\` from the files one folder up: change those.\n`;

/** What `k8s/base/fleetman.yaml` must hold: the flat files, in the order of `k8s/Kustomization`. */
export function expectedBaseFile(): string {
  const { resources } = parse(readFileSync(new URL('Kustomization', k8s), 'utf8')) as {
    resources: string[];
  };
  const texts = resources.map((name) => readFileSync(new URL(name, k8s), 'utf8'));
  return header + texts.join('---\n');
}

/** What it holds. */
export function baseFile(): string {
  return readFileSync(target, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, expectedBaseFile());

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { IPodSpec } from 'kubernetes-models/v1';
import { type Labels, type Manifest, ofKind, readManifests, selects } from './manifests.ts';
import { k8sFolder } from './render.ts';
import { schemaComplaint } from './schema.ts';

/** The tags of each image that are made for the lessons; docker-bake.hcl makes them. */
const tags: Readonly<Record<string, readonly string[]>> = {
  'fleetman-webapp': ['release0', 'release0-5', 'release1', 'release2'],
  'fleetman-position-simulator': ['release1', 'release2'],
  'fleetman-position-tracker': ['release1', 'release2', 'release3'],
  'fleetman-api-gateway': ['release1', 'release2'],
  'fleetman-queue': ['release1', 'release2'],
  mongo: ['8.0'],
  mysql: ['8.4'],
};

const lessons = join(k8sFolder, 'lessons');
const folders = globSync('[0-9]*/**/*.yaml', { cwd: lessons })
  .map((path) => dirname(path))
  .filter((folder, index, all) => all.indexOf(folder) === index)
  .toSorted();

function manifestsIn(folder: string): Manifest[] {
  return globSync('*.yaml', { cwd: join(lessons, folder) }).flatMap((name) =>
    readManifests(readFileSync(join(lessons, folder, name), 'utf8')),
  );
}

interface Pod {
  readonly labels: Labels;
  readonly spec: IPodSpec;
}

/** A pod, or what a workload makes its pods from; nothing for any other object. */
function podOf(manifest: Manifest): Pod | undefined {
  const { kind, metadata, spec } = manifest as Manifest & {
    spec: IPodSpec & { template?: { metadata: { labels: Labels }; spec: IPodSpec } };
  };
  if (kind === 'Pod') return { labels: metadata.labels ?? {}, spec };
  return spec.template && { labels: spec.template.metadata.labels, spec: spec.template.spec };
}

describe.each(folders)('Lesson %s', (folder) => {
  const manifests = manifestsIn(folder);
  const pods = manifests.flatMap((manifest) => podOf(manifest) ?? []);

  it('has files that a cluster takes', async () => {
    const complaints = await Promise.all(manifests.map(schemaComplaint));

    expect(complaints.filter((complaint) => complaint !== undefined)).toEqual([]);
  });

  it('has Services that find their pods', () => {
    const lost = ofKind(manifests, 'Service').filter(
      ({ spec }) => !pods.some(({ labels }) => selects(spec?.selector, labels)),
    );

    expect(lost.map(({ metadata }) => metadata.name)).toEqual([]);
  });

  it('runs images that there are', () => {
    const images = pods.flatMap(({ spec }) => spec.containers.map(({ image = '' }) => image));
    const unknown = images.filter((image) => {
      const [name = '', tag = ''] = image.split(':');
      return !tags[name]?.includes(tag);
    });

    expect(unknown).toEqual([]);
  });
});

describe('The READMEs of the lessons', () => {
  const readmes = globSync('**/README.md', { cwd: lessons });

  it('are nine', () => {
    expect(readmes).toHaveLength(9);
  });

  it.each(readmes)('name only files that there are: %s', (readme) => {
    const text = readFileSync(join(lessons, readme), 'utf8');
    const applied = [...text.matchAll(/^kubectl apply .*$/gm)].flatMap(([command]) =>
      [...command.matchAll(/-f (\S+)/g)].map(([, path = '']) => path),
    );
    const linked = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
    const missing = [...applied, ...linked].filter(
      (path) => !existsSync(join(lessons, dirname(readme), path)),
    );

    expect(missing).toEqual([]);
  });
});

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { docker } from '../machines/docker.ts';
import { courseNames, imageOf, releases, root, version, type ImageName } from './our-images.ts';
import { noDocker, test } from './test.ts';

test.skip(noDocker !== '', noDocker);

interface Inspected {
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly RootFS: { readonly Layers: readonly string[] };
}

async function inspect(image: string): Promise<Inspected> {
  const [found] = JSON.parse(await docker('image', 'inspect', image)) as [Inspected];
  return found;
}

// The names are ours, the object's keys are what they are declared to be.
const names = Object.keys(releases) as ImageName[];

for (const name of names) {
  test(`fleetman-${name} says what it is, and its releases are the same build`, async () => {
    const { Config, RootFS } = await inspect(imageOf(name));

    expect(Config.User).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(Config.Labels).toMatchObject({
      'org.opencontainers.image.title': `fleetman-${name}`,
      'org.opencontainers.image.version': version,
      'org.opencontainers.image.licenses': name === 'queue' ? 'Apache-2.0' : 'MIT',
    });
    expect(Config.Labels['org.opencontainers.image.description']).toContain('Fleetman');
    for (const image of courseNames(name)) {
      expect((await inspect(image)).RootFS.Layers, image).toEqual(RootFS.Layers);
    }
  });
}

test('bake, the Dockerfiles and package.json are of one version', () => {
  const versionIn = (file: string, pattern: RegExp): string | undefined =>
    pattern.exec(readFileSync(root + file, 'utf8'))?.[1];

  expect(versionIn('docker-bake.hcl', /variable "VERSION" \{\s+default = "(.+)"/)).toBe(version);
  for (const name of ['service', 'webapp', 'queue']) {
    expect(versionIn(`docker/${name}.Dockerfile`, /^ARG VERSION=(.+)$/m)).toBe(version);
  }
});

test('bake builds a release of all for both processor types', async () => {
  const plan = await docker(
    'buildx',
    'bake',
    '--file',
    `${root}docker-bake.hcl`,
    '--print',
    'release',
  );
  const { target } = JSON.parse(plan) as {
    target: Record<string, { tags: string[]; platforms: string[] }>;
  };

  const tags = names.flatMap((name) => [imageOf(name), ...courseNames(name)]);
  const targets = Object.values(target);
  expect(targets.flatMap((each) => each.tags).sort()).toEqual(tags.sort());
  for (const { platforms } of targets) expect(platforms).toEqual(['linux/amd64', 'linux/arm64']);
});

test('nothing of ours weighs more than it may', async () => {
  const script = `${root}scripts/images/sizes.mjs`;
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  const sizes = JSON.parse(stdout) as { image: string; ownBytes: number }[];

  const mostMegabytes = (image: string): number => (image.includes('webapp') ? 8 : 25);
  for (const { image, ownBytes } of sizes) {
    expect(ownBytes, image).toBeGreaterThan(1_000);
    expect(ownBytes / 1e6, image).toBeLessThan(mostMegabytes(image));
  }
  expect(sizes).toHaveLength(names.length);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ofKind, workloads } from './manifests.ts';
import { readFlatFiles } from './render.ts';

const manifests = readFlatFiles();

/** The names of variables in a file of the sources, as this pattern finds them. */
function namesIn(path: string, pattern: RegExp): string[] {
  const text = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}

/** A property of a configuration's schema. */
const property = /^\s+([A-Z][A-Z_]+):/gm;

const ofAll = ['config/settings.ts', 'tracing/tracing-settings.ts'].flatMap((file) =>
  namesIn(`libs/service-kit/src/${file}`, property),
);

function ofService(name: string): string[] {
  return [...ofAll, ...namesIn(`services/${name}/src/config.ts`, property)];
}

/** What each of our containers can be told. */
const known: Readonly<Record<string, readonly string[]>> = {
  'position-simulator': ofService('position-simulator'),
  'position-receiver': ofService('position-receiver'),
  'position-tracker': ofService('position-tracker'),
  'fleet-registry': ofService('fleet-registry'),
  'api-gateway': ofService('api-gateway'),
  webapp: namesIn('docker/webapp/start.sh', /\$\{([A-Z_]+)/g),
};

/** Read by Node itself. */
const runtime = ['NODE_OPTIONS'];

describe('The settings in the manifests', () => {
  it('let nobody name the client where the gateway is reached without a proxy', () => {
    const gateway = ofKind(manifests, 'Service').find(
      ({ metadata }) => metadata.name === 'fleetman-api-gateway',
    );
    const settings = ofKind(manifests, 'ConfigMap').find(
      ({ metadata }) => metadata.name === 'fleetman',
    );

    expect(gateway?.spec?.type).toBe('NodePort');
    expect(settings?.data?.['TRUST_PROXY']).toBe('0');
  });

  it('let nobody change the fleet who comes without a login', () => {
    const given = Object.fromEntries(
      workloads(manifests, { jobs: false }).map(({ name, pod }) => [
        name,
        pod.containers.flatMap(({ env = [] }) => env.map((variable) => variable.name)),
      ]),
    );
    const settings = ofKind(manifests, 'ConfigMap').flatMap(({ data }) => Object.keys(data ?? {}));

    expect(given['position-receiver']).toContain('REGISTRY_URL');
    for (const name of ['LOGIN', 'REGISTRY_URL']) {
      expect([...settings, ...(given['api-gateway'] ?? [])]).not.toContain(name);
    }
  });

  it.each(Object.entries(known))('can be found in the sources for %s', (_name, names) => {
    expect(names.length).toBeGreaterThan(2);
  });

  it('are each known to one service at least, where all are given them', () => {
    const [settings] = ofKind(manifests, 'ConfigMap').filter(
      ({ metadata }) => metadata.name === 'fleetman',
    );
    const all = [...Object.values(known).flat(), ...runtime];
    const given = Object.keys(settings?.data ?? {});
    expect(given).not.toEqual([]);
    expect(given.filter((name) => !all.includes(name))).toEqual([]);
  });

  it('are known to the service that is given them', () => {
    const ours = workloads(manifests, { jobs: false }).filter(({ name }) => known[name]);
    expect(ours).toHaveLength(6);
    for (const { name, pod } of ours) {
      const given = pod.containers.flatMap(({ env = [] }) => env);
      // X_FILE names a file that holds X.
      const wanted = given.map((variable) => variable.name.replace(/_FILE$/, ''));
      expect(wanted.filter((setting) => !known[name]?.includes(setting))).toEqual([]);
    }
  });
});

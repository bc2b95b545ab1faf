import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { containersOf, type Manifest, ofKind, workloads } from './manifests.ts';
import { readFlatFiles } from './render.ts';

const manifests = readFlatFiles();

const source = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

function named<T extends { metadata: { name: string } }>(all: readonly T[], name: string): T {
  const found = all.find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
}

/** The entries of a ConfigMap. */
const settings = (name: string) =>
  named(ofKind(manifests, 'ConfigMap') as (Manifest & { data?: Record<string, string> })[], name)
    .data ?? {};

/** The entries of a Secret. */
const secret = (name: string) =>
  named(ofKind(manifests, 'Secret') as (Manifest & { stringData?: Record<string, string> })[], name)
    .stringData ?? {};

/** Which keys of which Secret a workload's pods are given. */
function keysOf(workload: string): readonly string[] {
  const found = workloads(manifests, { jobs: true }).find(({ name }) => name === workload);
  return (found?.pod.volumes ?? []).flatMap(({ secret: own }) =>
    own ? (own.items ?? [{ key: 'all' }]).map(({ key }) => `${own.secretName} ${key}`) : [],
  );
}

describe('The users of queue and database', () => {
  it.each([
    ['queue', 'start-rabbitmq.sh'],
    ['mongodb', 'start-mongodb.sh'],
  ])('are made in %s as in Compose', (name, file) => {
    expect(settings(name)['start.sh']).toBe(source(`docker/compose/${file}`));
  });

  it('are each known to the one service that is it', () => {
    const urls = ['queue-credentials', 'mongodb-credentials'].flatMap((name) =>
      Object.entries(secret(name)).filter(([key]) => key.endsWith('-url')),
    );
    for (const [key, url] of urls) expect(`${new URL(url).username}-url`).toBe(key);
    expect(urls).toHaveLength(6);
    expect(keysOf('position-simulator')).toEqual(['queue-credentials simulator-url']);
    expect(keysOf('position-receiver')).toEqual(['queue-credentials receiver-url']);
    expect(keysOf('fleet-registry')).toEqual(['mongodb-credentials registry-url']);
    expect(keysOf('api-gateway')).toEqual(['queue-credentials gateway-url']);
    expect(keysOf('position-tracker')).toEqual([
      'queue-credentials tracker-url',
      'mongodb-credentials tracker-url',
    ]);
    expect(keysOf('webapp')).toEqual([]);
  });

  it('are those that RabbitMQ is started with, and none administers it', () => {
    const script = settings('queue')['start.sh'] ?? '';
    const users = [...script.matchAll(/"name": "(\w+)", .*"tags": \[(.*)\]/g)];

    expect(Object.fromEntries(users.map(([, name, tags]) => [name, tags]))).toEqual({
      simulator: '',
      receiver: '',
      tracker: '',
      gateway: '',
      fleetman: '"monitoring"',
    });
    expect(settings('queue')['queue.conf']).not.toMatch(/default_user|default_pass/);
  });

  it('are made by no server that asks for an administrator', () => {
    const variables = workloads(manifests, { jobs: true })
      .flatMap(containersOf)
      .flatMap(({ env = [] }) => env.map(({ name }) => name));
    expect(variables.filter((name) => /ROOT|DEFAULT_(USER|PASS)/.test(name))).toEqual([]);
    expect(Object.values(settings('mongodb')).join()).not.toMatch(/INITDB_ROOT|"root"/);
  });
});

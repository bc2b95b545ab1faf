import { expect } from '@playwright/test';
import { dockerEnd } from '../machines/docker.ts';
import { imageOf } from './our-images.ts';
import { listFiles } from './list-files.ts';
import { test } from './test.ts';
import { whenLive } from './when-live.ts';

const services = [
  'position-simulator',
  'position-receiver',
  'position-tracker',
  'fleet-registry',
  'api-gateway',
] as const;

/** What a service does not start without. */
const needed: Partial<Record<(typeof services)[number], Record<string, string>>> = {
  'position-receiver': { DEVICES_FILE: '/dev/null' },
};

async function readinessOf(url: string): Promise<{ status: number; missing: string[] }> {
  const response = await fetch(`${url}/health/ready`);
  const { dependencies } = (await response.json()) as { dependencies: Record<string, string> };
  const missing = Object.entries(dependencies).filter(([, state]) => state !== 'ok');
  return { status: response.status, missing: missing.map(([name]) => name) };
}

for (const service of services) {
  test.describe(`fleetman-${service}`, () => {
    test('lives locked down and without a broker, says what it waits for, and stops at once', async ({
      sandbox,
    }) => {
      const environment = needed[service] ?? {};
      const container = await sandbox.start(service, { environment });
      const url = await whenLive(container);

      const { status, missing } = await readinessOf(url);
      // The gateway answers without a tracker, with what it last heard.
      expect(status).toBe(service === 'api-gateway' ? 200 : 503);
      expect(missing.length).toBeGreaterThan(0);
      for (const line of await container.log()) {
        expect(JSON.parse(line)).toMatchObject({ name: service });
      }

      const { seconds, code } = await container.stop();
      expect(code).toBe(0);
      expect(seconds).toBeLessThan(10);
      expect(await container.log('stderr')).toEqual([]);
    });

    test('names a setting that it cannot use, and exits with 1', async ({ sandbox }) => {
      const container = await sandbox.start(service, {
        environment: { ...needed[service], LOG_LEVEL: 'loud' },
      });

      expect(await container.ended()).toBe(1);
      const [, problem, ...more] = await container.log('stderr');
      expect(problem).toContain('LOG_LEVEL: "loud" given');
      expect(more).toEqual([]);
    });

    test('is nobody, who owns none of its files', async ({ sandbox }) => {
      const owners = 'process.stdout.write(String([process.getuid(), fs.statSync("/app").uid]))';
      const container = await sandbox.start(service, { command: ['--eval', owners] });

      expect(await container.ended()).toBe(0);
      expect(await container.log()).toEqual(['65532,0']);
    });

    test('has no shell and no package manager', async ({ sandbox }) => {
      const options = ['run', '--rm', `--network=${sandbox.network}`];
      for (const program of ['sh', 'bash', 'npm', 'pnpm', 'apt-get']) {
        const { code, stderr } = await dockerEnd(
          ...options,
          '--entrypoint',
          program,
          imageOf(service),
        );
        expect(code, program).toBe(127);
        expect(stderr).toContain('executable file not found');
      }
    });

    test('holds what Node can load, and the licences of it', async ({ sandbox }) => {
      const files = await listFiles(sandbox, service);

      const loaded = /\.(js|cjs|mjs|json|node|wasm)$/;
      const licence = /\/(licen[cs]e|notice|copying)[^/]*$/i;
      const tracks = /^\/app\/tracks\//;
      expect(files.filter((file) => licence.test(file)).length).toBeGreaterThan(50);
      expect(
        files.filter((file) => ![loaded, licence, tracks].some((kind) => kind.test(file))),
      ).toEqual([]);
      expect(files.filter((file) => /\/(tests?|__tests__|examples?|docs)\//.test(file))).toEqual(
        [],
      );
      expect(files.filter((file) => file.includes('swagger-ui-dist'))).toEqual([]);
      expect(files.filter((file) => /\.spec\.|\.contract\./.test(file))).toEqual([]);
    });
  });
}

for (const service of [
  'position-receiver',
  'position-tracker',
  'fleet-registry',
  'api-gateway',
] as const) {
  test(`fleetman-${service} tells its OpenAPI document, without the page for it`, async ({
    sandbox,
  }) => {
    const environment = needed[service] ?? {};
    const url = await whenLive(await sandbox.start(service, { environment }));

    const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths).length).toBeGreaterThan(1);
    expect((await fetch(`${url}/openapi`)).status).toBe(404);
  });
}

for (const [tag, needsDatabase] of [
  ['release1', false],
  ['release2', false],
  ['release3', true],
] as const) {
  const what = needsDatabase ? 'waits for a database' : 'has its history in memory';
  test(`fleetman-position-tracker:${tag} ${what}`, async ({ sandbox }) => {
    const url = await whenLive(await sandbox.start('position-tracker', { tag }));

    await expect
      .poll(async () =>
        (await readinessOf(url)).missing.some((name) => /store|database/.test(name)),
      )
      .toBe(needsDatabase);
  });
}

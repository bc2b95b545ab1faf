import { expect, test } from '@playwright/test';
import { ComposeSet, type Settings } from './compose-set.ts';
import { command, type Outcome } from './docker.ts';
import { goodForProduction, productionFiles } from './production-settings.ts';

const compose = await command('docker', ['compose', 'version']);
test.skip(compose.code !== 0, 'there is no docker compose');

function config(files: readonly string[], settings: Settings = {}): Promise<Outcome> {
  const set = new ComposeSet({ project: 'fleetman-files', files, settings });
  return set.attempt(['config']);
}

const identityProvider = {
  PAGE_URL: 'https://fleet.example.org',
  OIDC_ISSUER: 'https://id.example.org',
  OIDC_CLIENT_ID: 'fleetman',
};

/** In the order in which they are given to `docker compose -f`. */
const combinations = [
  ['compose.yaml'],
  ['compose.yaml', 'compose.activemq.yaml'],
  ['compose.yaml', 'compose.vehicles.yaml'],
  ['compose.yaml', 'compose.devices.yaml'],
  productionFiles,
  [...productionFiles, 'compose.vehicles.yaml'],
  [...productionFiles, 'compose.oidc.yaml'],
  [
    'compose.yaml',
    'compose.activemq.yaml',
    'compose.devices.yaml',
    'compose.activemq-devices.yaml',
    'compose.production.yaml',
  ],
];

for (const files of combinations) {
  test(`${files.join(' and ')} can be read`, async () => {
    const { code, said } = await config(files, { ...goodForProduction, ...identityProvider });

    expect(code, said).toBe(0);
  });
}

test('compose.yaml alone needs no setting', async () => {
  const { code, said } = await config(['compose.yaml']);

  expect(code, said).toBe(0);
  expect(said).not.toContain('variable is not set');
});

for (const name of Object.keys(goodForProduction)) {
  test(`production without ${name} is refused, by name`, async () => {
    const others = { ...goodForProduction, [name]: '' };

    const { code, said } = await config(productionFiles, others);

    expect(code).not.toBe(0);
    expect(said).toContain(`set ${name} to`);
  });
}

test('production has people log in, in whatever order its files are listed', async () => {
  const [first = '', devices = '', production = ''] = productionFiles;

  const { stdout } = await config([first, production, devices], goodForProduction);

  expect(stdout).toContain('LOGIN: password');
});

for (const name of Object.keys(identityProvider)) {
  test(`an identity provider without ${name} is refused, by name`, async () => {
    const settings = { ...goodForProduction, LOGIN: 'oidc', ...identityProvider, [name]: '' };

    const { code, said } = await config([...productionFiles, 'compose.oidc.yaml'], settings);

    expect(code).not.toBe(0);
    expect(said).toContain(`set ${name} to`);
  });
}

test('a file of keys takes the place of the registry', async () => {
  const files = ['compose.yaml', 'compose.devices.yaml'];
  const settings = {
    REGISTRY_URL: '',
    DEVICES_FILE: '/devices/d.jsonl',
    DEVICES_FOLDER: './devices',
  };

  const { stdout } = await config(files, settings);

  expect(stdout).toContain('DEVICES_FILE: /devices/d.jsonl');
  expect(stdout).not.toMatch(/REGISTRY_URL: \S*http/);
  expect(stdout).toContain('/devices\n');
});

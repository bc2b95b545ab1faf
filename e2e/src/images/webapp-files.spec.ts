import { expect } from '@playwright/test';
import { Program } from '../programs/program.ts';
import { askRaw } from './ask-raw.ts';
import { test } from './test.ts';
import { whenLive } from './when-live.ts';

/** What decides how a browser treats an answer. */
const decisive = [
  'cache-control',
  'content-security-policy',
  'content-type',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

async function decisiveHeaders(url: string): Promise<Record<string, string | null>> {
  const { headers } = await fetch(url);
  // Each answer has a nonce of its own.
  const value = (name: string) =>
    headers.get(name)?.replaceAll(/nonce-[0-9a-f]{32}/g, 'nonce') ?? null;
  return Object.fromEntries(decisive.map((name) => [name, value(name)]));
}

/** The page's first script, whose name has a hash of its content. */
async function mainScript(url: string): Promise<string> {
  const name = /src="(main-[\w-]{8}\.js)"/.exec(await (await fetch(url)).text())?.[1];
  return name ?? 'no main script';
}

test('serves on 8080 and on 80, locked down, and stops at once', async ({ sandbox }) => {
  const container = await sandbox.start('webapp');
  await whenLive(container);

  for (const port of [8080, 80]) {
    const page = await fetch(`${await container.url(port)}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>Fleet Management</title>');
  }
  expect((await container.execute('id', '-u')).stdout.trim()).toBe('101');
  const { seconds, code } = await container.stop();
  expect(code).toBe(0);
  expect(seconds).toBeLessThan(5);
});

test('leaves port 80 alone where its user may not have it', async ({ sandbox }) => {
  const container = await sandbox.start('webapp', {
    options: ['--sysctl=net.ipv4.ip_unprivileged_port_start=1024'],
  });
  await whenLive(container);

  const [started = ''] = await container.log();
  expect(JSON.parse(started)).toMatchObject({ name: 'webapp', ports: '8080' });
});

test('sends the headers that `npm start` sends', async ({ sandbox }) => {
  const url = await whenLive(await sandbox.start('webapp'));
  const embedded = await Program.start('embedded/dist/main.js', { VEHICLES: '1', BACKFILL: '0' });
  try {
    for (const path of [
      '/',
      '/config.json',
      '/favicon.svg',
      '/manifest.webmanifest',
      '/icons/icon-192.png',
      '/maplibre/maplibre-gl-worker.mjs',
    ]) {
      const [ours, theirs] = [
        await decisiveHeaders(url + path),
        await decisiveHeaders(embedded.url + path),
      ];
      // Where neither says otherwise an SVG is UTF-8.
      expect({ path, ...ours }).toEqual({ path, ...theirs });
    }
    const script = await mainScript(url);
    expect((await decisiveHeaders(`${url}/${script}`))['cache-control']).toBe(
      (await decisiveHeaders(`${embedded.url}/${await mainScript(embedded.url)}`))['cache-control'],
    );
  } finally {
    await embedded.stop();
  }
});

test('lets browsers keep for ever what has a hash in its name, and was found', async ({
  sandbox,
}) => {
  const url = await whenLive(await sandbox.start('webapp'));

  const main = await mainScript(url);
  // Those that are loaded later.
  const names = (await (await fetch(`${url}/${main}`)).text()).match(/chunk-[\w-]{8}\.js/g);
  const scripts = [...new Set(names)];
  expect(scripts.length).toBeGreaterThan(5);
  for (const name of [main, ...scripts]) {
    const { headers } = await fetch(`${url}/${name}`);
    expect(headers.get('cache-control'), name).toBe('public, max-age=31536000, immutable');
  }
  const missing = await fetch(`${url}/main-AAAA2222.js`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get('cache-control')).toBe('no-cache');
  expect(missing.headers.get('content-type')).toContain('text/html');
  const icon = `${url}/favicon.svg`;
  const again = await fetch(icon, {
    headers: { 'If-None-Match': (await fetch(icon)).headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
  expect(again.headers.get('cache-control')).toBe('no-cache');
});

test('gives each page a nonce for its styles, and lets no browser keep one', async ({
  sandbox,
}) => {
  const url = await whenLive(await sandbox.start('webapp'));

  const nonces = new Set<string>();
  for (const path of ['/', '/index.html', '/']) {
    const page = await fetch(url + path);
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /style-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1] ?? 'no nonce';
    nonces.add(nonce);
    const text = await page.text();
    expect(text).toContain(`ngcspnonce="${nonce}"`);
    expect(text).not.toContain('CSP_NONCE');
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('etag')).toBeNull();
    expect(page.headers.get('last-modified')).toBeNull();
  }
  expect(nonces.size).toBe(3);
});

test('sends files that were compressed in the build, and whole ones to those who ask so', async ({
  sandbox,
}) => {
  const url = await whenLive(await sandbox.start('webapp'));

  for (const path of [
    await mainScript(url),
    'maplibre/maplibre-gl-worker.mjs',
    'base-map/streets.json',
  ]) {
    const packed = await fetch(`${url}/${path}`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding'), path).toBe('gzip');
    // A file has a length; what is compressed as it passes has none.
    expect(Number(packed.headers.get('content-length'))).toBeGreaterThan(10_000);
    expect(packed.headers.get('vary')).toContain('Accept-Encoding');
    const whole = await fetch(`${url}/${path}`, { headers: { 'Accept-Encoding': 'identity' } });
    expect(whole.headers.get('content-encoding')).toBeNull();
    expect(await whole.text()).toBe(await packed.text());
  }
});

test('answers an unknown path by a page of its own, and anything but reading by 405', async ({
  sandbox,
}) => {
  const url = await whenLive(await sandbox.start('webapp'));

  for (const path of ['/nowhere', '/maplibre', '/maplibre/', '/.env', '/a/b/c/d']) {
    const answer = await fetch(url + path);
    expect(answer.status, path).toBe(404);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const text = await answer.text();
    expect(text).toContain('There is nothing here');
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /style-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1] ?? 'no nonce';
    expect(text).toContain(`<style nonce="${nonce}">`);
  }
  // The way back holds below a prefix that a proxy has taken away.
  expect(await (await fetch(`${url}/a/nowhere`)).text()).toContain('<a href="../">To the map</a>');
  expect((await fetch(`${url}/not-found.html`)).status).toBe(404);
  expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(405);
});

test('writes one JSON object for each request, but none for health', async ({ sandbox }) => {
  const container = await sandbox.start('webapp');
  const url = await whenLive(container);
  expect((await askRaw(url, '/nowhere/"quoted"\\?token=secret')).status).toBe(404);

  await expect.poll(async () => (await container.log()).length).toBe(2);
  const [, line = ''] = await container.log();
  expect(JSON.parse(line)).toEqual({
    level: 30,
    time: expect.any(Number),
    name: 'webapp',
    method: 'GET',
    path: '/nowhere/"quoted"\\',
    status: 404,
    bytes: expect.any(Number),
    seconds: expect.any(Number),
    client: expect.stringMatching(/^[\d.]+$/),
    msg: 'GET /nowhere/"quoted"\\ 404',
  });
});

test('holds the page and nothing else: no source map, no sources', async ({ sandbox }) => {
  const container = await sandbox.start('webapp');

  const { stdout } = await container.execute('find', '/usr/share/fleetman', '-type', 'f');
  const names = stdout
    .trim()
    .split('\n')
    .map((file) => file.replace(/\.gz$/, ''));
  expect(names.length).toBeGreaterThan(10);
  expect(
    names.filter((name) => !/\.(html|js|mjs|css|json|svg|txt|png|webmanifest)$/.test(name)),
  ).toEqual([]);
});

import { expect } from '@playwright/test';
import { test } from './test.ts';
import { whenLive } from './when-live.ts';

/** Of these a browser complains where the page did not come over TLS. */
const overTls = { 'cross-origin-opener-policy': 'same-origin', 'origin-agent-cluster': '?1' };

test('sends what counts over TLS to browsers that a proxy tells us to have come so, and to no other', async ({
  sandbox,
}) => {
  const url = await whenLive(await sandbox.start('webapp'));
  const headersBy = async (path: string, protocol: string) => {
    const { headers } = await fetch(url + path, { headers: { 'X-Forwarded-Proto': protocol } });
    const sent = Object.keys(overTls).filter((name) => headers.has(name));
    return Object.fromEntries(sent.map((name) => [name, headers.get(name)]));
  };

  // The last is nginx's own answer that the gateway is away.
  for (const path of ['/', '/config.json', '/favicon.svg', '/nowhere', '/api/vehicles']) {
    expect([path, await headersBy(path, 'https')]).toEqual([path, overTls]);
    for (const other of ['http', '', 'https, http']) {
      expect([path, other, await headersBy(path, other)]).toEqual([path, other, {}]);
    }
  }
});

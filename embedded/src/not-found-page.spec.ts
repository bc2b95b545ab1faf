import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@fleetman/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { embeddedConfig } from './config.ts';
import { notFoundPage, wayBack } from './not-found-page.ts';
import { servePage } from './serve-page.ts';

const browser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

describe('notFoundPage', () => {
  let folder: string;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fleetman-page-'));
    writeFileSync(join(folder, 'index.html'), '<p>the page</p>');
    const page = '<p nonce="CSP_NONCE"><a href="PAGE_ROOT/">back</a><img src="PAGE_ROOT/icon">';
    writeFileSync(join(folder, 'not-found.html'), page);
    const app = express();
    servePage(app, folder, loadConfig(embeddedConfig, {}));
    app.use(notFoundPage(folder));
    app.use((_request, response) => void response.status(404).json({ status: 404 }));
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['/nowhere', './'],
    ['/a/b/nowhere?c=d/e', '../../'],
    ['/not-found.html', './'],
  ])('answers %s by 404 and a way back to %s', async (path, back) => {
    const answer = await fetch(url + path, browser);

    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /style-src 'self' 'nonce-([0-9a-f]{32})'/.exec(policy)?.[1] ?? 'no nonce';
    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('vary')).toContain('Accept');
    expect(await answer.text()).toBe(
      `<p nonce="${nonce}"><a href="${back}">back</a><img src="${back}icon">`,
    );
  });

  it.each([
    ['a program', '/nowhere', {}],
    ['the API', '/api/nowhere', browser],
    ['what is no reading', '/nowhere', { ...browser, method: 'POST' }],
  ])('leaves %s to the next handler', async (_, path, request) => {
    const answer = await fetch(url + path, request);

    expect(await answer.json()).toEqual({ status: 404 });
  });
});

describe('wayBack', () => {
  it.each(['/', '/a', '/a/', '/a/b', '/a//b', '/a/b/c/'])('leads from %s to the root', (path) => {
    expect(new URL(wayBack(path), `http://host${path}`).pathname).toBe('/');
  });
});

import { describe, expect, it } from '@jest/globals';
import { mayOpenSocket } from './allowed-origins.ts';

const host = 'fleet.example:30080';
const nobody = { origins: [], isBehindProxy: false };

describe('mayOpenSocket', () => {
  it('lets programs in, which send no origin', () => {
    expect(mayOpenSocket({ host }, nobody)).toBe(true);
  });

  it('lets our own page in, over TLS too', () => {
    expect(mayOpenSocket({ host, origin: `http://${host}` }, nobody)).toBe(true);
    expect(mayOpenSocket({ host, origin: `https://${host}` }, nobody)).toBe(true);
  });

  it.each([
    'http://evil.example',
    'http://fleet.example',
    'http://fleet.example:30080.evil.example',
    'null',
    'rubbish',
    'file://',
    'http://undefined',
    '',
  ])('keeps out a page from %j', (origin) => {
    expect(mayOpenSocket({ host, origin }, nobody)).toBe(false);
  });

  it('lets in the origins that are listed, and all of them for *', () => {
    const origin = 'https://map.example';

    expect(mayOpenSocket({ host, origin }, { ...nobody, origins: [origin] })).toBe(true);
    expect(mayOpenSocket({ host, origin }, { ...nobody, origins: '*' })).toBe(true);
  });

  it.each([host, `${host}, inner.example`])('believes a proxy that says %j', (name) => {
    const origin = `http://${host}`;
    const headers = { host: 'api-gateway:8080', origin, 'x-forwarded-host': name };

    expect(mayOpenSocket(headers, { ...nobody, isBehindProxy: true })).toBe(true);
    expect(mayOpenSocket(headers, nobody)).toBe(false);
  });
});

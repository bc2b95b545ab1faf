import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { ownCookie } from './own-cookie.ts';

const aResponse = () => new ServerResponse(new IncomingMessage(new Socket()));

const cookieOf = (isSecure: boolean) => ownCookie({ name: 'fleetman', isSecure, seconds: 60 });

describe('ownCookie', () => {
  it('is kept from scripts and other sites, and over TLS from all but this host', () => {
    const [plain, secure] = [aResponse(), aResponse()];
    cookieOf(false).set(plain, 'abc');
    cookieOf(true).set(secure, 'abc');

    const attributes = 'Max-Age=60; Path=/; HttpOnly; SameSite=Lax';
    expect(plain.getHeader('set-cookie')).toBe(`fleetman=abc; ${attributes}`);
    expect(secure.getHeader('set-cookie')).toBe(`__Host-fleetman=abc; ${attributes}; Secure`);
  });

  it('is ended by an empty one', () => {
    const response = aResponse();
    cookieOf(false).clear(response);

    expect(response.getHeader('set-cookie')).toMatch(/^fleetman=; Max-Age=0;/);
  });

  it.each([
    ['fleetman=abc', 'abc'],
    ['a=b; fleetman=a=b.c; x=y', 'a=b.c'],
    ['xfleetman=abc', undefined],
    ['__Host-fleetman=abc', undefined],
    ['fleetman=', undefined],
    [`fleetman=${'x'.repeat(5_000)}`, undefined],
    [undefined, undefined],
  ])('is found in %s', (cookie, expected) => {
    expect(cookieOf(false).read({ cookie })).toBe(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { backAddress } from './back-address.ts';

const page = new URL('https://fleet.example/map/');

describe('backAddress', () => {
  it.each([
    '/',
    '/map/?sort=seen#14/51.5/-0.1',
    '/a%2Fb?x=http://evil.example',
    '/.//evil.example',
  ])('leads to a path of this site: %s', (given) => {
    const address = backAddress(given, page);

    expect(address).toBe(new URL(given, page).href);
    expect(new URL(address).origin).toBe('https://fleet.example');
  });

  it.each([
    undefined,
    '',
    'map',
    ['/', '/x'],
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/map\\..\\..',
    'javascript:alert(1)',
    `/${'x'.repeat(2_000)}`,
  ])('leads to the page in place of %j', (given) => {
    expect(backAddress(given, page)).toBe('https://fleet.example/map/');
  });
});

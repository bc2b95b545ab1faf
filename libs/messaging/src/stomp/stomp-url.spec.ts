import { describe, expect, it } from '@jest/globals';
import { parseStompUrl, stompAddress } from './stomp-url.ts';

const local = {
  host: 'localhost',
  port: 61_613,
  isSecure: false,
  virtualHost: 'localhost',
  login: undefined,
  passcode: undefined,
};

describe('parseStompUrl', () => {
  it.each([
    ['stomp://localhost', local],
    ['stomp:', local],
    ['stomp://queue:61614/', { ...local, host: 'queue', virtualHost: 'queue', port: 61_614 }],
    ['stomp://queue/fleet', { ...local, host: 'queue', virtualHost: 'fleet' }],
    ['stomps://[::1]:1', { ...local, host: '::1', virtualHost: '::1', port: 1, isSecure: true }],
    ['stomp://admin:p%40ss%3A@localhost', { ...local, login: 'admin', passcode: 'p@ss:' }],
    ['stomp://admin:100%@localhost', { ...local, login: 'admin', passcode: '100%' }],
  ])('reads %s', (url, expected) => {
    expect(parseStompUrl(url)).toEqual(expected);
  });
});

describe('stompAddress', () => {
  it.each([
    ['stomps://fleet:s3cret@queue:61614/fleet', 'stomps://queue:61614'],
    ['stomp://queue', 'stomp://queue:61613'],
  ])('names scheme, host and port of %s, and no user or password', (url, address) => {
    expect(stompAddress(url)).toBe(address);
  });
});
